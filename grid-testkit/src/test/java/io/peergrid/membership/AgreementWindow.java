package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a test that explores the agreement has to know of its inside. */
public final class AgreementWindow {
    private static final Digest FIRST_HASH = new Digest(1, 1, 1, 1);

    private AgreementWindow() {}

    /** A founded cluster's first configuration. */
    public static <B> Configuration<B> founded(MemberId clusterId, List<Member> founders, B body) {
        List<Member> voters =
                founders.stream().map(member -> member.withVoter(true)).toList();
        return new Configuration<>(clusterId, 0, 0, FIRST_HASH, SpokenVersions.leastNewest(voters), voters, body);
    }

    /** The frame by which one member tells another a whole configuration. */
    public static <B> byte[] full(Configuration<B> configuration, BodyRules<B> rules, MemberId from, MemberId to) {
        MembershipMessage message = new MembershipMessage.Full(ConfigurationCodec.encode(configuration, rules));
        return MembershipCodec.encode(
                new MembershipFrame(
                        configuration.clusterId(),
                        configuration.lineage(),
                        from,
                        to,
                        configuration.epoch(),
                        configuration.hash(),
                        message),
                configuration.wireVersion());
    }

    /** The successor of what is installed that the member accepted, or null. */
    public static <B> @Nullable Configuration<B> accepted(Membership<B> membership, BodyRules<B> rules) {
        MembershipMessage.Accepted accepted = membership.accepted();
        Configuration<B> before = membership.installed();
        if (accepted == null || before == null) {
            return null;
        }
        Proposal proposal = accepted.proposal();
        return new Configuration<>(
                before.clusterId(),
                before.lineage(),
                proposal.epoch(),
                proposal.hash(),
                proposal.wireVersion(),
                proposal.members(),
                rules.applyDelta(before.body(), new WireReader(proposal.delta())));
    }

    /** The term in which it accepted that, or 0. */
    public static long acceptedTerm(Membership<?> membership) {
        MembershipMessage.Accepted accepted = membership.accepted();
        return accepted == null ? 0 : accepted.term();
    }

    public static long promisedTerm(Membership<?> membership) {
        return membership.promisedTerm();
    }

    /** The message of a frame, for people. */
    public static String describe(byte[] frame) {
        MembershipFrame decoded = MembershipCodec.decode(frame);
        MembershipMessage message = decoded.message();
        return "epoch " + decoded.epoch() + " " + text(message);
    }

    private static String text(MembershipMessage message) {
        if (message instanceof MembershipMessage.Heartbeat beat) {
            return "Heartbeat " + beat.sequence() + (beat.leaderTerm() > 0 ? " leads " + beat.leaderTerm() : "")
                    + (beat.leaseWanted() ? ", wants a promise" : "");
        } else if (message instanceof MembershipMessage.HeartbeatAnswer answer) {
            return "HeartbeatAnswer " + answer.sequence() + " " + answer.lease();
        } else if (message instanceof MembershipMessage.VoteRequest request) {
            return (request.trial() ? "trial VoteRequest" : "VoteRequest") + " term " + request.term();
        } else if (message instanceof MembershipMessage.VoteAnswer answer) {
            MembershipMessage.Accepted accepted = answer.accepted();
            return (answer.trial() ? "trial VoteAnswer" : "VoteAnswer") + " term " + answer.term() + " "
                    + answer.decision()
                    + (accepted == null
                            ? ""
                            : ", accepted epoch " + accepted.proposal().epoch() + " in term " + accepted.term());
        } else if (message instanceof MembershipMessage.Accept accept) {
            return "Accept term " + accept.term() + " epoch "
                    + accept.proposal().epoch()
                    + (accept.consents().isEmpty()
                            ? ""
                            : ", " + accept.consents().size() + " consented");
        } else if (message instanceof MembershipMessage.AcceptAnswer answer) {
            return "AcceptAnswer term " + answer.term() + " " + answer.decision()
                    + (answer.consent() ? " with consent" : "");
        } else if (message instanceof MembershipMessage.Chosen chosen) {
            return "Chosen up to epoch "
                    + chosen.proposals().get(chosen.proposals().size() - 1).epoch();
        }
        return message.getClass().getSimpleName();
    }
}
