package io.peergrid.membership;

import io.peergrid.membership.MembershipMessage.Accept;
import io.peergrid.membership.MembershipMessage.AcceptAnswer;
import io.peergrid.membership.MembershipMessage.Ask;
import io.peergrid.membership.MembershipMessage.Chosen;
import io.peergrid.membership.MembershipMessage.Found;
import io.peergrid.membership.MembershipMessage.FoundAbort;
import io.peergrid.membership.MembershipMessage.FoundAnswer;
import io.peergrid.membership.MembershipMessage.Full;
import io.peergrid.membership.MembershipMessage.Heartbeat;
import io.peergrid.membership.MembershipMessage.HeartbeatAnswer;
import io.peergrid.membership.MembershipMessage.Join;
import io.peergrid.membership.MembershipMessage.JoinAnswer;
import io.peergrid.membership.MembershipMessage.Leave;
import io.peergrid.membership.MembershipMessage.Pull;
import io.peergrid.membership.MembershipMessage.VoteAnswer;
import io.peergrid.membership.MembershipMessage.VoteRequest;
import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of membership frames: kind, version, header, message. All versions have the same form so far. Frames of
 * admission have a form of their own that never changes: see {@code docs/protocols/versions.md}.
 */
// Constants travel as their position, so their order is part of the wire form.
@SuppressWarnings("EnumOrdinal")
final class MembershipCodec {
    /** Stands where other frames have their version. */
    static final int ADMISSION_FORM = 1;

    private static final int HEARTBEAT = 0x10;
    private static final int HEARTBEAT_ANSWER = 0x11;
    private static final int VOTE_REQUEST = 0x12;
    private static final int VOTE_ANSWER = 0x13;
    private static final int ACCEPT = 0x14;
    private static final int ACCEPT_ANSWER = 0x15;
    private static final int CHOSEN = 0x16;
    private static final int PULL = 0x17;
    private static final int FULL = 0x18;
    private static final int JOIN = 0x19;
    private static final int JOIN_ANSWER = 0x1a;
    private static final int LEAVE = 0x1b;
    private static final int ASK = 0x1c;
    private static final int FOUND = 0x1d;
    private static final int FOUND_ANSWER = 0x1e;
    private static final int FOUND_ABORT = 0x1f;

    private static final int MEMBER_ID_BYTES = 16;
    private static final int MINIMUM_PROPOSAL_BYTES = 35;

    private MembershipCodec() {}

    /** @param version of frames that are not of admission */
    static byte[] encode(MembershipFrame frame, int version) {
        WireWriter out = new WireWriter(256);
        int kind = kind(frame.message());
        out.u8(kind).u8(isAdmission(kind) ? ADMISSION_FORM : version);
        out.member(frame.clusterId())
                .varLong(frame.lineage())
                .member(frame.sender())
                .member(frame.receiver())
                .varLong(frame.epoch() + 1);
        ConfigurationCodec.writeDigest(frame.hash(), out);
        write(frame.message(), out);
        return out.toBytes();
    }

    /** Members that have no version in common understand these. */
    private static boolean isAdmission(int kind) {
        return kind == JOIN || kind == JOIN_ANSWER || kind >= FOUND;
    }

    /** The wire version of a frame, or 0 if it has none: a frame of admission, or one too short. */
    static int version(byte[] frame) {
        return frame.length < 2 || isAdmission(frame[0] & 0xff) ? 0 : frame[1] & 0xff;
    }

    /** @throws WireFormatException if the bytes are no frame */
    static MembershipFrame decode(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        int kind = in.u8();
        int version = in.u8();
        boolean admission = isAdmission(kind);
        if (version == 0 || (admission && version != ADMISSION_FORM)) {
            throw new WireFormatException("not a version of a frame of kind " + kind + ": " + version);
        }
        MembershipFrame frame = new MembershipFrame(
                in.member(),
                in.varLong(),
                in.member(),
                in.member(),
                in.varLong() - 1,
                ConfigurationCodec.readDigest(in),
                read(kind, in));
        if (!admission) {
            in.expectEnd();
        }
        if (frame.epoch() < -1 || frame.lineage() < 0) {
            throw new WireFormatException("epoch " + frame.epoch() + ", lineage " + frame.lineage());
        }
        return frame;
    }

    private static int kind(MembershipMessage message) {
        if (message instanceof Heartbeat) {
            return HEARTBEAT;
        } else if (message instanceof HeartbeatAnswer) {
            return HEARTBEAT_ANSWER;
        } else if (message instanceof VoteRequest) {
            return VOTE_REQUEST;
        } else if (message instanceof VoteAnswer) {
            return VOTE_ANSWER;
        } else if (message instanceof Accept) {
            return ACCEPT;
        } else if (message instanceof AcceptAnswer) {
            return ACCEPT_ANSWER;
        } else if (message instanceof Chosen) {
            return CHOSEN;
        } else if (message instanceof Pull) {
            return PULL;
        } else if (message instanceof Full) {
            return FULL;
        } else {
            return admissionKind(message);
        }
    }

    private static int admissionKind(MembershipMessage message) {
        if (message instanceof Join) {
            return JOIN;
        } else if (message instanceof JoinAnswer) {
            return JOIN_ANSWER;
        } else if (message instanceof Leave) {
            return LEAVE;
        } else if (message instanceof Ask) {
            return ASK;
        } else if (message instanceof Found) {
            return FOUND;
        } else if (message instanceof FoundAnswer) {
            return FOUND_ANSWER;
        } else {
            return FOUND_ABORT;
        }
    }

    private static void write(MembershipMessage message, WireWriter out) {
        if (message instanceof Heartbeat heartbeat) {
            out.varLong(heartbeat.sequence()).varLong(heartbeat.leaderTerm()).bool(heartbeat.leaseWanted());
            writeReport(heartbeat.report(), out);
        } else if (message instanceof HeartbeatAnswer answer) {
            out.varLong(answer.sequence()).u8(answer.lease().ordinal()).varLong(answer.promised());
            writeReport(answer.report(), out);
        } else if (message instanceof VoteRequest request) {
            out.varLong(request.term()).bool(request.trial()).bool(request.finishing());
            writeIds(request.suspects(), out);
            writeIds(request.provenDead(), out);
        } else if (message instanceof VoteAnswer answer) {
            writeVoteAnswer(answer, out);
        } else if (message instanceof Accept accept) {
            out.varLong(accept.term());
            accept.proposal().write(out);
            writeIds(accept.consents(), out);
            writeIds(accept.provenDead(), out);
        } else if (message instanceof AcceptAnswer answer) {
            writeAcceptAnswer(answer, out);
        } else if (message instanceof Chosen chosen) {
            out.varInt(chosen.proposals().size());
            chosen.proposals().forEach(proposal -> proposal.write(out));
        } else if (message instanceof Full full) {
            out.bytes(full.configuration());
        } else {
            writeAdmission(message, out);
        }
    }

    private static void writeAdmission(MembershipMessage message, WireWriter out) {
        if (message instanceof Join join) {
            ConfigurationCodec.writeGreeting(join.member(), out);
            out.string(join.clusterName()).varInt(join.expectedMembers());
            writeNullableId(join.founding(), out);
            out.bool(join.renounced()).bool(join.forwarded()).string(join.terms());
        } else if (message instanceof JoinAnswer answer) {
            out.bool(answer.refused()).string(answer.reason());
        } else if (message instanceof Leave leave) {
            out.member(leave.member()).bool(leave.forwarded());
        } else if (message instanceof Ask ask) {
            out.member(ask.from()).varLong(ask.epoch()).bytes(ask.content()).bool(ask.forwarded());
        } else if (message instanceof Found found) {
            out.member(found.clusterId());
            out.varInt(found.members().size());
            found.members().forEach(member -> ConfigurationCodec.writeGreeting(member, out));
        } else if (message instanceof FoundAnswer answer) {
            out.member(answer.clusterId());
        } else if (message instanceof FoundAbort abort) {
            out.member(abort.clusterId());
        }
    }

    private static MembershipMessage read(int kind, WireReader in) {
        return switch (kind) {
            case HEARTBEAT -> new Heartbeat(in.varLong(), in.varLong(), in.bool(), readReport(in));
            case HEARTBEAT_ANSWER ->
                new HeartbeatAnswer(
                        in.varLong(),
                        constant(MembershipMessage.LeaseAnswer.values(), in),
                        in.varLong(),
                        readReport(in));
            case VOTE_REQUEST -> new VoteRequest(in.varLong(), in.bool(), in.bool(), readIds(in), readIds(in));
            case VOTE_ANSWER -> readVoteAnswer(in);
            case ACCEPT -> new Accept(in.varLong(), Proposal.read(in), readIds(in), readIds(in));
            case ACCEPT_ANSWER -> readAcceptAnswer(in);
            case CHOSEN -> readChosen(in);
            case PULL -> new Pull();
            case FULL -> new Full(in.bytes());
            case JOIN ->
                new Join(
                        ConfigurationCodec.readGreeting(in),
                        in.string(),
                        in.varInt(),
                        readNullableId(in),
                        in.bool(),
                        in.bool(),
                        in.string());
            case JOIN_ANSWER -> new JoinAnswer(in.bool(), in.string());
            case LEAVE -> new Leave(in.member(), in.bool());
            case ASK -> new Ask(in.member(), in.varLong(), in.bytes(), in.bool());
            case FOUND -> new Found(in.member(), readFounders(in));
            case FOUND_ANSWER -> new FoundAnswer(in.member());
            case FOUND_ABORT -> new FoundAbort(in.member());
            default -> throw new WireFormatException("no membership message: " + kind);
        };
    }

    private static List<Member> readFounders(WireReader in) {
        int count = in.count(1);
        List<Member> founders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            founders.add(ConfigurationCodec.readGreeting(in));
        }
        ConfigurationCodec.expectOrder(founders);
        return founders;
    }

    private static void writeVoteAnswer(VoteAnswer answer, WireWriter out) {
        out.varLong(answer.term())
                .bool(answer.trial())
                .u8(answer.decision().ordinal())
                .varLong(answer.promised());
        MembershipMessage.Accepted accepted = answer.accepted();
        out.bool(accepted != null);
        if (accepted != null) {
            out.varLong(accepted.term());
            accepted.proposal().write(out);
        }
        byte[] attachment = answer.attachment();
        out.bool(attachment != null);
        if (attachment != null) {
            out.bytes(attachment);
        }
        writeIds(answer.provenDead(), out);
    }

    private static VoteAnswer readVoteAnswer(WireReader in) {
        return new VoteAnswer(
                in.varLong(),
                in.bool(),
                constant(MembershipMessage.VoteDecision.values(), in),
                in.varLong(),
                in.bool() ? new MembershipMessage.Accepted(in.varLong(), Proposal.read(in)) : null,
                in.bool() ? in.bytes() : null,
                readIds(in));
    }

    private static void writeAcceptAnswer(AcceptAnswer answer, WireWriter out) {
        out.varLong(answer.term());
        ConfigurationCodec.writeDigest(answer.hash(), out);
        out.u8(answer.decision().ordinal()).bool(answer.consent()).varLong(answer.promised());
        writeNullableId(answer.waitingFor(), out);
        writeIds(answer.provenDead(), out);
    }

    private static AcceptAnswer readAcceptAnswer(WireReader in) {
        return new AcceptAnswer(
                in.varLong(),
                ConfigurationCodec.readDigest(in),
                constant(MembershipMessage.AcceptDecision.values(), in),
                in.bool(),
                in.varLong(),
                readNullableId(in),
                readIds(in));
    }

    private static Chosen readChosen(WireReader in) {
        int count = in.count(MINIMUM_PROPOSAL_BYTES);
        List<Proposal> proposals = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            proposals.add(Proposal.read(in));
        }
        return new Chosen(proposals);
    }

    private static void writeReport(MembershipMessage.Report report, WireWriter out) {
        out.varLong(report.number());
        writeIds(report.suspects(), out);
        writeIds(report.provenDead(), out);
    }

    private static MembershipMessage.Report readReport(WireReader in) {
        return new MembershipMessage.Report(in.varLong(), readIds(in), readIds(in));
    }

    private static void writeIds(Set<MemberId> ids, WireWriter out) {
        out.varInt(ids.size());
        new TreeSet<>(ids).forEach(out::member);
    }

    private static Set<MemberId> readIds(WireReader in) {
        int count = in.count(MEMBER_ID_BYTES);
        TreeSet<MemberId> ids = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            ids.add(in.member());
        }
        return Collections.unmodifiableSet(ids);
    }

    private static void writeNullableId(@Nullable MemberId id, WireWriter out) {
        out.bool(id != null);
        if (id != null) {
            out.member(id);
        }
    }

    private static @Nullable MemberId readNullableId(WireReader in) {
        return in.bool() ? in.member() : null;
    }

    private static <T> T constant(T[] values, WireReader in) {
        int ordinal = in.u8();
        if (ordinal >= values.length) {
            throw new WireFormatException("no constant " + ordinal + " of " + values.length);
        }
        return values[ordinal];
    }
}
