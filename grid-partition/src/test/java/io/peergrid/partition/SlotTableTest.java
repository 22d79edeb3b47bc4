package io.peergrid.partition;

import static io.peergrid.partition.Members.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.partition.SlotRequest.AddInSync;
import io.peergrid.partition.SlotRequest.HandOver;
import io.peergrid.partition.SlotRequest.RemoveReplica;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotTableTest {
    private static final int SLOTS = 64;
    private final SlotTableRules rules = new SlotTableRules(SLOTS, 1, 1, PromotionRules.standard());

    @Test
    void answersWhoDoesWhat() {
        SlotTable table = SlotTable.of(List.of(
                new SlotRange(0, 10, assignment(1, 1, 2)),
                new SlotRange(10, 30, assignment(2, 2, 3)),
                new SlotRange(30, 64, new SlotAssignment(null, 3, List.of(id(3)), List.of(), List.of(), null))));
        assertThat(table.slotsWithPrimary(id(1))).hasToString("0-9");
        assertThat(table.slotsInSync(id(2))).hasToString("0-29");
        assertThat(table.roles(id(2))).isEqualTo(new SlotTable.Roles(20, 10, 0, 0));
        assertThat(table.slotsByCopies()).containsEntry(0, 34).containsEntry(2, 30);
        assertThat(table.offline()).hasToString("30-63");
        assertThat(table.mentioned()).containsExactly(id(1), id(2), id(3));
        assertThat(table.assignment(29).primary()).isEqualTo(id(2));
        assertThat(table.ranges()).hasSize(3);
    }

    @Test
    void aChangeLeavesTheRestShared() {
        SlotTable before = SlotTable.of(List.of(new SlotRange(0, 64, assignment(1, 1, 2))));
        SlotTable after = before.with(SlotSet.of(3, 4, 9), assignment(2, 1, 2));
        assertThat(after.ranges()).hasSize(5);
        assertThat(after.assignment(0)).isSameAs(before.assignment(0));
        assertThat(SlotTableDelta.between(before, after).changes()).hasSize(2);
        assertThat(SlotTableDelta.between(before, after).applyTo(before)).isEqualTo(after);
        assertThat(SlotTableDelta.between(after, after).applyTo(after)).isSameAs(after);
    }

    @Test
    void namesTheSlotsOfWhichNothingIsLeft() {
        SlotTable before = SlotTable.of(List.of(new SlotRange(0, 64, assignment(1, 1, 2))));
        SlotTable after = before.with(SlotSet.range(0, 5), assignment(2, 2, 3)).with(SlotSet.of(7), assignment(3, 3));
        assertThat(SlotTable.lost(before, after)).hasToString("7");
    }

    @Test
    void tablesAndDeltasSurviveARoundTrip() {
        Random random = new Random(1);
        SlotTable before = table(random);
        for (int i = 0; i < 200; i++) {
            SlotTable after = table(random);
            assertThat(decode(encode(after))).isEqualTo(after);
            WireWriter out = new WireWriter();
            rules.encodeDelta(before, after, out);
            assertThat(rules.applyDelta(before, new WireReader(out.toBytes()))).isEqualTo(after);
            before = after;
        }
    }

    @Test
    void aReadTableSharesEqualAssignments() {
        SlotTable table = SlotTable.of(List.of(
                new SlotRange(0, 10, assignment(1, 1, 2)),
                new SlotRange(10, 30, assignment(2, 2, 3)),
                new SlotRange(30, 64, assignment(1, 1, 2))));
        SlotTable read = decode(encode(table));
        assertThat(read.assignment(0)).isSameAs(read.assignment(9)).isSameAs(read.assignment(40));
    }

    @Test
    void nearlyValidTablesAreRefusedOrRead() {
        Random random = new Random(2);
        for (int i = 0; i < 2; i++) {
            WireFuzz.check(encode(table(random)), this::decode, this::encode);
        }
    }

    @Test
    void aTableWithAHoleIsRefused() {
        WireWriter out = new WireWriter();
        SlotTableCodec.encode(List.of(new SlotRange(1, 64, assignment(1, 1))), out);
        assertThatThrownBy(() -> decode(out.toBytes())).isInstanceOf(WireFormatException.class);
    }

    @Test
    void requestsSurviveARoundTripAndRefuseTheRest() {
        SlotSet slots = SlotSet.of(0, 1, 2, 17, 63);
        for (SlotRequest request : List.of(
                new AddInSync(slots, id(3)), new RemoveReplica(slots, id(4)), new HandOver(SlotSet.EMPTY, id(5)))) {
            assertThat(SlotRequest.decode(request.encode(), SLOTS)).isEqualTo(request);
            WireFuzz.check(request.encode(), bytes -> SlotRequest.decode(bytes, SLOTS), SlotRequest::encode);
        }
        assertThatThrownBy(() -> SlotRequest.decode(new AddInSync(SlotSet.of(64), id(1)).encode(), SLOTS))
                .isInstanceOf(WireFormatException.class);
    }

    @Test
    void positionsSurviveARoundTripAndRefuseTheRest() {
        SlotPositions positions = SlotPositions.builder()
                .addRange(2, 20, 3, 0)
                .add(20, 3, 0)
                .add(21, 3, 9)
                .addRange(40, 64, 5, 1L << 40)
                .build();
        byte[] bytes = positions.encode();
        SlotPositions read = SlotPositions.decode(bytes, SLOTS);
        assertThat(read.at(1)).isNull();
        assertThat(read.at(20)).isEqualTo(new SlotPositions.Position(3, 0));
        assertThat(read.at(21)).isEqualTo(new SlotPositions.Position(3, 9));
        assertThat(read.at(22)).isNull();
        assertThat(read.at(63)).isEqualTo(new SlotPositions.Position(5, 1L << 40));
        WireFuzz.check(bytes, b -> SlotPositions.decode(b, SLOTS), SlotPositions::encode);
    }

    @Test
    void aSetOfSlotsHoldsWhatWasPutIn() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            BitSet bits = new BitSet();
            for (int n = random.nextInt(40); n > 0; n--) {
                bits.set(random.nextInt(SLOTS));
            }
            SlotSet set = SlotSet.of(bits);
            assertThat(set.size()).isEqualTo(bits.cardinality());
            BitSet seen = new BitSet();
            set.forEach(seen::set);
            assertThat(seen).isEqualTo(bits);
            for (int slot = 0; slot < SLOTS; slot++) {
                assertThat(set.contains(slot)).isEqualTo(bits.get(slot));
            }
            assertThat(SlotSet.matching(SLOTS, bits::get)).isEqualTo(set);
        }
        assertThat(SlotSet.of(1, 2, 3, 5)).hasToString("1-3,5");
    }

    private static SlotAssignment assignment(int primary, int... inSync) {
        List<io.peergrid.ports.MemberId> ids = new ArrayList<>();
        for (int member : inSync) {
            ids.add(id(member));
        }
        return new SlotAssignment(id(primary), 3, ids, List.of(), List.of(), null);
    }

    private static SlotTable table(Random random) {
        List<SlotRange> ranges = new ArrayList<>();
        for (int at = 0; at < SLOTS; ) {
            int to = Math.min(SLOTS, at + 1 + random.nextInt(30));
            int first = 1 + random.nextInt(4);
            SlotAssignment base = assignment(first, first, first + 1);
            ranges.add(new SlotRange(
                    at,
                    to,
                    new SlotAssignment(
                            random.nextInt(5) == 0 ? null : base.primary(),
                            random.nextInt(300),
                            base.inSync(),
                            random.nextBoolean() ? List.of() : List.of(id(8)),
                            random.nextBoolean() ? List.of() : List.of(id(6), id(7)),
                            random.nextBoolean() ? null : id(first + 1))));
            at = to;
        }
        return SlotTable.of(ranges);
    }

    private byte[] encode(SlotTable table) {
        WireWriter out = new WireWriter();
        rules.encode(table, out);
        return out.toBytes();
    }

    private SlotTable decode(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        SlotTable table = rules.decode(in);
        in.expectEnd();
        return table;
    }
}
