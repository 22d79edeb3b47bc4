package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The installed configuration and the last successors that led to it. Grows only (I4). Written on the membership thread;
 * {@link #installed} may be read by any.
 */
final class ConfigurationChain<B> {
    /** Successors kept for members that are a little behind; others get the whole configuration. */
    private static final int KEPT = 64;

    private final BodyRules<B> bodies;
    private final Deque<Proposal> recent = new ArrayDeque<>();
    private volatile @Nullable Configuration<B> installed;
    private @Nullable Configuration<B> derived;

    ConfigurationChain(BodyRules<B> bodies) {
        this.bodies = bodies;
    }

    @Nullable
    Configuration<B> installed() {
        return installed;
    }

    /** The installed epoch, or -1. */
    long epoch() {
        Configuration<B> now = installed;
        return now == null ? -1 : now.epoch();
    }

    Member known(MemberId id) {
        Configuration<B> now = installed;
        if (now != null) {
            for (Member member : now.members()) {
                if (member.id().equals(id)) {
                    return member;
                }
            }
        }
        return new Member(
                id,
                id.brief(),
                "",
                "",
                "",
                1,
                false,
                false,
                Member.Status.ACTIVE,
                ProcessIdentity.UNPROVABLE,
                SpokenVersions.ofThisCode(""));
    }

    MembershipFrame frame(MemberId self, MemberId to, MembershipMessage message) {
        Configuration<B> now = installed;
        return now == null
                ? new MembershipFrame(MembershipFrame.NO_CLUSTER, 0, self, to, -1, Digest.NONE, message)
                : new MembershipFrame(now.clusterId(), now.lineage(), self, to, now.epoch(), now.hash(), message);
    }

    /** Whether the proposal is one for the direct successor of what is installed. */
    boolean follows(Proposal proposal) {
        Configuration<B> now = installed;
        return now != null
                && proposal.epoch() == now.epoch() + 1
                && proposal.previousHash().equals(now.hash());
    }

    /**
     * The configuration a proposal leads to.
     *
     * @throws WireFormatException if its delta does not fit
     * @throws IllegalStateException if it does not {@linkplain #follows follow}
     */
    Configuration<B> successor(Proposal proposal) {
        Digest hash = proposal.hash();
        Configuration<B> known = derived;
        if (known != null && known.hash().equals(hash)) {
            return known;
        }
        Configuration<B> now = installed;
        if (now == null || !follows(proposal)) {
            throw new IllegalStateException("epoch " + proposal.epoch() + " does not follow " + epoch());
        }
        WireReader in = new WireReader(proposal.delta());
        B body = bodies.applyDelta(now.body(), in);
        in.expectEnd();
        Configuration<B> successor = new Configuration<>(
                now.clusterId(),
                now.lineage(),
                proposal.epoch(),
                hash,
                proposal.wireVersion(),
                proposal.members(),
                body);
        derived = successor;
        return successor;
    }

    Proposal propose(int wireVersion, List<Member> members, B body) {
        Configuration<B> now = installed;
        if (now == null) {
            throw new IllegalStateException("nothing to succeed");
        }
        WireWriter delta = new WireWriter();
        bodies.encodeDelta(now.body(), body, delta);
        return new Proposal(now.epoch() + 1, now.hash(), wireVersion, members, delta.toBytes());
    }

    /** Puts a configuration in place; {@code by} is the proposal that led to it from the one before, if there was one. */
    void install(Configuration<B> configuration, @Nullable Proposal by) {
        if (by == null) {
            recent.clear();
        } else {
            recent.addLast(by);
            if (recent.size() > KEPT) {
                recent.removeFirst();
            }
        }
        derived = null;
        installed = configuration;
    }

    /** What a member needs that has that epoch with that hash: successors if they are still there, else everything. */
    MembershipMessage answerTo(long epoch, Digest hash) {
        Configuration<B> now = installed;
        if (now == null) {
            throw new IllegalStateException("nothing installed");
        }
        List<Proposal> missing = new ArrayList<>();
        for (Proposal proposal : recent) {
            if (proposal.epoch() > epoch) {
                missing.add(proposal);
            }
        }
        boolean fits = !missing.isEmpty() && missing.get(0).previousHash().equals(hash);
        return fits
                ? new MembershipMessage.Chosen(missing)
                : new MembershipMessage.Full(ConfigurationCodec.encode(now, bodies));
    }

    static Set<MemberId> voterIds(Configuration<?> configuration) {
        return voterIds(configuration.members());
    }

    static Set<MemberId> voterIds(List<Member> members) {
        TreeSet<MemberId> ids = new TreeSet<>();
        for (Member member : members) {
            if (member.voter()) {
                ids.add(member.id());
            }
        }
        return ids;
    }

    static List<MemberId> ids(List<Member> members) {
        return members.stream().map(Member::id).toList();
    }
}
