package io.peergrid.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireFormatException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class StreamCodecTest {
    private static final int SLOTS = 16;
    private static final MemberId CALLER = new MemberId(5, 6);
    private static final Entry ENTRY = new Entry(
            7,
            1_000_000,
            6,
            1_700_000_000_000L,
            new Entry.Operation(CALLER, 42, 40),
            new long[] {1, -2},
            List.of(new byte[] {1}, new byte[0]),
            new byte[] {9, 9});
    private static final List<StreamItem.Run> RUNS =
            List.of(new StreamItem.Run(0, 3, 7, 6, 5), new StreamItem.Run(9, 16, 7, 1, 1));

    static final List<StreamItem> ITEMS = List.of(
            new StreamItem.Append(3, 7, 999_999, true, ENTRY),
            new StreamItem.Append(15, 7, 0, false, Entry.barrier(7, 1, 0, 12)),
            new StreamItem.Barriers(12, RUNS),
            new StreamItem.SyncBegin(1, 7, 6, 5, 12),
            new StreamItem.SyncPart(1, 7, new byte[] {1, 2, 3}),
            new StreamItem.SyncRecords(
                    1,
                    7,
                    List.of(new OperationRecords.Remembered(
                            CALLER, 42, new OperationRecords.Outcome(5, new byte[] {4})))),
            new StreamItem.SyncEnd(1, 7),
            new StreamItem.SyncEmpty(12, RUNS));

    @ParameterizedTest
    @FieldSource("ITEMS")
    void itemsComeBackAsTheyWere(StreamItem item) {
        StreamCodec.Packed packed = StreamCodec.pack(item);

        StreamItem back = StreamCodec.unpack(packed.kind(), packed.body(), SLOTS);

        assertThat(back).usingRecursiveComparison().isEqualTo(item);
    }

    @ParameterizedTest
    @FieldSource("ITEMS")
    void everyPrefixOfAnItemIsRefused(StreamItem item) {
        StreamCodec.Packed packed = StreamCodec.pack(item);
        for (int length = 0; length < packed.body().length; length++) {
            byte[] prefix = Arrays.copyOf(packed.body(), length);
            assertThatThrownBy(() -> StreamCodec.unpack(packed.kind(), prefix, SLOTS))
                    .isInstanceOf(WireFormatException.class);
        }
    }

    @ParameterizedTest
    @FieldSource("ITEMS")
    void aChangedByteGivesAnItemOrACleanError(StreamItem item) {
        StreamCodec.Packed packed = StreamCodec.pack(item);
        for (int at = 0; at < packed.body().length; at++) {
            for (int flip = 1; flip < 256; flip <<= 1) {
                byte[] changed = packed.body().clone();
                changed[at] ^= (byte) flip;
                decodes(() -> StreamCodec.unpack(packed.kind(), changed, SLOTS));
            }
        }
    }

    @Test
    void framesAndAcknowledgementsSurviveAnyChangedByte() {
        byte[] frame = frame();
        byte[] acknowledgement = StreamCodec.encode(acknowledgement());
        for (int at = 0; at < frame.length; at++) {
            byte[] changed = frame.clone();
            changed[at] ^= (byte) 0x81;
            decodes(() -> StreamCodec.decodeFrame(changed));
        }
        for (int at = 0; at < acknowledgement.length; at++) {
            byte[] changed = acknowledgement.clone();
            changed[at] ^= (byte) 0x81;
            decodes(() -> StreamCodec.decodeAcknowledgement(changed, SLOTS));
        }
    }

    @Test
    void framesAndAcknowledgementsComeBackAsTheyWere() {
        StreamCodec.Frame frame = StreamCodec.decodeFrame(frame());

        assertThat(frame.first()).isEqualTo(12);
        assertThat(frame.items()).hasSize(2);
        assertThat(StreamCodec.decodeAcknowledgement(StreamCodec.encode(acknowledgement()), SLOTS))
                .isEqualTo(acknowledgement());
    }

    @Test
    void refusesSlotsThatDoNotExist() {
        StreamCodec.Packed packed = StreamCodec.pack(new StreamItem.SyncEnd(SLOTS, 7));

        assertThatThrownBy(() -> StreamCodec.unpack(packed.kind(), packed.body(), SLOTS))
                .isInstanceOf(WireFormatException.class);
    }

    private static byte[] frame() {
        List<StreamCodec.Packed> items = List.of(StreamCodec.pack(ITEMS.get(0)), StreamCodec.pack(ITEMS.get(3)));
        return StreamCodec.encode(new StreamCodec.Frame(3, 10, 7, 9, 12, items, 200));
    }

    private static StreamCodec.Acknowledgement acknowledgement() {
        return new StreamCodec.Acknowledgement(
                3, 11, 9, 7, 10, false, List.of(new StreamCodec.Note(4, 7, 11, Rejection.CLASH, 6, 5)));
    }

    private static void decodes(Runnable decoding) {
        try {
            decoding.run();
        } catch (WireFormatException refused) {
            assertThat(refused).hasMessageMatching(".+");
        }
    }
}
