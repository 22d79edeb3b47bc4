package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import io.peergrid.ports.ProcessWitness;
import io.peergrid.ports.Transport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** One member under test among two that a test speaks for; they answer its heartbeats unless told to be silent. */
final class ScriptedPeers implements Transport {
    static final long MILLIS = 1_000_000L;
    static final Member A = member(1, "a");
    static final Member B = member(2, "b");
    static final Member C = member(3, "c");

    final MembershipSettings settings = MembershipSettings.lan("toy", 3);
    final List<MembershipEvent> events = new ArrayList<>();
    final Membership<ToyBody> membership;
    final Set<MemberId> silent = new LinkedHashSet<>();
    /** Reachable and not listed. */
    final Set<MemberId> strangers = new LinkedHashSet<>();

    private final List<Sent> sent = new ArrayList<>();
    private final ConfigurationChain<ToyBody> peers = new ConfigurationChain<>(new ToyRules());
    private long now;
    private long reports;
    private MembershipMessage.LeaseAnswer leaseAnswer = MembershipMessage.LeaseAnswer.PROMISED;

    private record Sent(MemberId to, MembershipMessage message) {}

    ScriptedPeers(MembershipRules rules) {
        membership = new Membership<>(
                settings,
                B,
                new ToyRules(),
                new ToyRoles(B.id()),
                rules,
                this,
                ProcessWitness.NONE,
                new SplittableRandom(1),
                events::add);
        List<Member> members = List.of(A.withVoter(true), B.withVoter(true), C.withVoter(true));
        Configuration<ToyBody> first = new Configuration<>(
                new MemberId(7, 7), 0, 4, new Digest(1, 1, 1, 1), 1, members, new ToyRules().founded(members));
        peers.install(first, null);
        membership.start(now);
        from(A, new MembershipMessage.Full(ConfigurationCodec.encode(first, new ToyRules())));
    }

    static Member member(long id, String name) {
        return new Member(
                new MemberId(0, id),
                name,
                name,
                "",
                "",
                1,
                true,
                false,
                Member.Status.ACTIVE,
                ProcessIdentity.UNPROVABLE,
                new SpokenVersions(1, 2, ""));
    }

    /** What {@code a}, {@code b} and {@code c} have installed. */
    Configuration<ToyBody> installed() {
        return peers.installed();
    }

    /** A successor that gives a primary of {@code from} to {@code to}. */
    Proposal taking(Member from, Member to) {
        List<ToyBody.Slot> slots = new ArrayList<>(installed().body().slots());
        for (int i = 0; i < slots.size(); i++) {
            if (from.id().equals(slots.get(i).primary())
                    && slots.get(i).inSync().contains(to.id())) {
                slots.set(i, new ToyBody.Slot(to.id(), slots.get(i).inSync()));
                return peers.propose(1, installed().members(), new ToyBody(slots));
            }
        }
        throw new IllegalStateException("nothing to take");
    }

    void from(Member peer, MembershipMessage message) {
        from(peer, peers.frame(peer.id(), B.id(), message));
    }

    void from(Member peer, MembershipFrame frame) {
        membership.received(peer.id(), MembershipCodec.encode(frame, 1), now);
    }

    MembershipMessage.Report report(Member... suspects) {
        Set<MemberId> ids = new LinkedHashSet<>();
        for (Member suspect : suspects) {
            ids.add(suspect.id());
        }
        return new MembershipMessage.Report(++reports, ids, Set.of());
    }

    void answerLeases(MembershipMessage.LeaseAnswer answer) {
        leaseAnswer = answer;
    }

    /** Lets time pass; {@code a} claims to lead that term, unless it is 0. */
    void run(long nanos, long leaderTerm) {
        long end = now + nanos;
        for (int i = 0; now < end; i++) {
            now += 20 * MILLIS;
            if (leaderTerm > 0 && i % 5 == 0) {
                from(A, new MembershipMessage.Heartbeat(i, leaderTerm, false, report()));
            }
            membership.poll(now);
        }
    }

    /** Lets that much time pass in which {@code b} does nothing; then its next tick. */
    void standStill(long nanos) {
        now += nanos + 20 * MILLIS;
        membership.poll(now);
    }

    long now() {
        return now;
    }

    /** What was sent to a peer since the last call, of one kind. */
    <T extends MembershipMessage> List<T> take(Member to, Class<T> kind) {
        List<T> taken = new ArrayList<>();
        sent.removeIf(s -> {
            boolean match = s.to.equals(to.id()) && kind.isInstance(s.message);
            if (match) {
                taken.add(kind.cast(s.message));
            }
            return match;
        });
        return taken;
    }

    @Override
    public MemberId self() {
        return B.id();
    }

    @Override
    public void send(MemberId to, Lane lane, byte[] frame) {
        MembershipMessage message = MembershipCodec.decode(frame).message();
        sent.add(new Sent(to, message));
        if (message instanceof MembershipMessage.Heartbeat heartbeat && !silent.contains(to)) {
            Member peer = to.equals(A.id()) ? A : C;
            from(peer, new MembershipMessage.HeartbeatAnswer(heartbeat.sequence(), leaseAnswer, 0, report()));
        }
    }

    @Override
    public Set<MemberId> reachable() {
        Set<MemberId> all = new LinkedHashSet<>(Set.of(A.id(), C.id()));
        all.addAll(strangers);
        return all;
    }

    @Override
    public void start(Listener listener) {}

    @Override
    public void close() {}
}
