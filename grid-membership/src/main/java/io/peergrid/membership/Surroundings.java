package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What every part of one member's agreement uses: who it is, its rules, its chain, and the way to others. */
final class Surroundings<B> {
    final MembershipSettings settings;
    final MembershipRules safety;
    final BodyRules<B> bodies;
    final RoleHolder<B> roles;
    final ConfigurationChain<B> chain;
    final RandomGenerator random;
    final Transport transport;
    private final Member self;
    private final WrittenVersions versions;
    private final Consumer<MembershipEvent> events;

    Surroundings(
            MembershipSettings settings,
            Member self,
            BodyRules<B> bodies,
            RoleHolder<B> roles,
            MembershipRules safety,
            Transport transport,
            RandomGenerator random,
            Consumer<MembershipEvent> events) {
        this.settings = settings;
        this.self = self;
        this.versions = new WrittenVersions(self.speaks());
        this.bodies = bodies;
        this.roles = roles;
        this.safety = safety;
        this.transport = transport;
        this.random = random;
        this.events = events;
        this.chain = new ConfigurationChain<>(bodies);
    }

    MemberId self() {
        return self.id();
    }

    /** This member as it presents itself. */
    Member presented() {
        return self;
    }

    /** How a member is known: as listed, as this member presents itself, or by its id alone. */
    Member known(MemberId id) {
        return id.equals(self.id()) ? self : chain.known(id);
    }

    /** In which version to write to whom. */
    WrittenVersions versions() {
        return versions;
    }

    void emit(MembershipEvent event) {
        events.accept(event);
    }

    void send(MemberId to, MembershipMessage message) {
        if (!to.equals(self.id())) {
            transport.send(
                    to,
                    Transport.Lane.CONTROL,
                    MembershipCodec.encode(chain.frame(self.id(), to, message), versions.to(to, chain.installed())));
        }
    }

    void send(Collection<MemberId> to, MembershipMessage message) {
        for (MemberId id : to) {
            send(id, message);
        }
    }

    /** A random delay below the bound, in nanoseconds. */
    long randomDelay(long boundNanos) {
        return random.nextLong(boundNanos);
    }
}
