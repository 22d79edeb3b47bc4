package io.peergrid.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MembershipCodecTest {
    private static final MemberId A = new MemberId(1, 2);
    private static final MemberId B = new MemberId(-3, 4);
    private static final Set<MemberId> IDS = Collections.unmodifiableSet(new TreeSet<>(Set.of(A, B)));
    private static final Member MEMBER = new Member(
            A,
            "n0",
            "host",
            "zone",
            "10.0.0.1:7800",
            3,
            true,
            true,
            Member.Status.LEAVING,
            new ProcessIdentity("boot", "pid:[4026531836]", 4711, 99),
            new SpokenVersions(2, 5, "0.3.0"));
    private static final Proposal PROPOSAL =
            new Proposal(7, new Digest(1, 2, 3, 4), 4, List.of(MEMBER), new byte[] {5, 6, 7});
    private static final MembershipMessage.Report REPORT = new MembershipMessage.Report(12, IDS, ids(B));

    private static Set<MemberId> ids(MemberId... ids) {
        return Collections.unmodifiableSet(new TreeSet<>(Arrays.asList(ids)));
    }

    static Stream<MembershipMessage> messages() {
        return Stream.of(
                new MembershipMessage.Heartbeat(1, 2, true, REPORT),
                new MembershipMessage.HeartbeatAnswer(1, MembershipMessage.LeaseAnswer.WITHHELD, 3, REPORT),
                new MembershipMessage.VoteRequest(4, true, false, IDS, ids(A)),
                new MembershipMessage.VoteAnswer(
                        4,
                        false,
                        MembershipMessage.VoteDecision.GRANTED,
                        5,
                        new MembershipMessage.Accepted(3, PROPOSAL),
                        new byte[] {1},
                        IDS),
                new MembershipMessage.VoteAnswer(
                        4, true, MembershipMessage.VoteDecision.HAS_LEADER, 5, null, null, ids()),
                new MembershipMessage.Accept(6, PROPOSAL, IDS, ids()),
                new MembershipMessage.AcceptAnswer(
                        6, PROPOSAL.hash(), MembershipMessage.AcceptDecision.HELD_BACK, true, 6, B, IDS),
                new MembershipMessage.AcceptAnswer(
                        6, PROPOSAL.hash(), MembershipMessage.AcceptDecision.ACCEPTED, false, 6, null, ids()),
                new MembershipMessage.Chosen(List.of(PROPOSAL, PROPOSAL)),
                new MembershipMessage.Pull(),
                new MembershipMessage.Full(new byte[] {9, 8}),
                new MembershipMessage.Join(MEMBER, "shop", 3, B, true, false, "backups 1"),
                new MembershipMessage.Join(MEMBER, "shop", 1, null, false, true, ""),
                new MembershipMessage.JoinAnswer(true, "because"),
                new MembershipMessage.Leave(A, true),
                new MembershipMessage.Ask(A, 17, new byte[] {4, 4}, false),
                new MembershipMessage.Found(B, List.of(MEMBER)),
                new MembershipMessage.FoundAnswer(B),
                new MembershipMessage.FoundAbort(B));
    }

    private static byte[] encoded(MembershipMessage message) {
        return MembershipCodec.encode(new MembershipFrame(A, 1, A, B, 41, new Digest(9, 8, 7, 6), message), 4);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsWhatItWrote(MembershipMessage message) {
        byte[] bytes = encoded(message);

        MembershipFrame frame = MembershipCodec.decode(bytes);

        assertThat(frame)
                .usingRecursiveComparison()
                .isEqualTo(new MembershipFrame(A, 1, A, B, 41, new Digest(9, 8, 7, 6), message));
        assertThat(MembershipCodec.encode(frame, 4)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void refusesEveryPrefix(MembershipMessage message) {
        byte[] bytes = encoded(message);
        for (int length = 0; length < bytes.length; length++) {
            byte[] prefix = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> MembershipCodec.decode(prefix)).isInstanceOf(WireFormatException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void survivesEveryChangeOfOneByte(MembershipMessage message) {
        byte[] bytes = encoded(message);
        for (int at = 0; at < bytes.length; at++) {
            for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff}) {
                byte[] changed = bytes.clone();
                changed[at] = (byte) value;
                assertThatCode(() -> decodeOrRefuse(changed)).doesNotThrowAnyException();
            }
        }
    }

    private static void decodeOrRefuse(byte[] bytes) {
        try {
            MembershipCodec.decode(bytes);
        } catch (WireFormatException refused) {
            assertThat(refused).hasMessageMatching(".+");
        }
    }

    /** Another release may add fields to what is said before two members know whether they go together. */
    @Test
    void readsAdmissionFramesOfAnotherReleaseThatHaveMoreFields() {
        MembershipMessage.Join join = new MembershipMessage.Join(MEMBER, "shop", 3, B, true, false, "backups 1");
        byte[] known = encoded(join);
        byte[] more = Arrays.copyOf(known, known.length + 3);
        assertThat(MembershipCodec.decode(more).message()).isEqualTo(join);

        WireWriter fields = new WireWriter();
        ConfigurationCodec.writeMember(MEMBER, fields);
        byte[] longer = new WireWriter()
                .bytes(fields.varInt(17).string("a field of the future").toBytes())
                .toBytes();
        assertThat(ConfigurationCodec.readGreeting(new WireReader(longer))).isEqualTo(MEMBER);

        byte[] heartbeat = encoded(new MembershipMessage.Pull());
        assertThatThrownBy(() -> MembershipCodec.decode(Arrays.copyOf(heartbeat, heartbeat.length + 1)))
                .isInstanceOf(WireFormatException.class);
    }

    @Test
    void admissionFramesHaveOneFormInAllVersions() {
        MembershipMessage join = new MembershipMessage.Join(MEMBER, "shop", 3, B, true, false, "backups 1");
        MembershipFrame frame = new MembershipFrame(A, 1, A, B, 41, new Digest(9, 8, 7, 6), join);

        assertThat(MembershipCodec.encode(frame, 7)).isEqualTo(MembershipCodec.encode(frame, 1));
        assertThat(MembershipCodec.version(MembershipCodec.encode(frame, 7))).isZero();
    }

    @Test
    void carriesAnEpochBeforeTheFirst() {
        MembershipFrame frame =
                new MembershipFrame(MembershipFrame.NO_CLUSTER, 0, A, B, -1, Digest.NONE, new MembershipMessage.Pull());

        assertThat(MembershipCodec.decode(MembershipCodec.encode(frame, 1))).isEqualTo(frame);
    }
}
