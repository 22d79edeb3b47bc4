package io.peergrid.value;

import io.peergrid.StreamId;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * How far a copy of a stream reaches: all entries come first, then the groups by name; of each group what it has read, then its consumers by
 * name, then what is pending by id.
 *
 * @param stage what the last part was about
 * @param id the last entry, or the last that is pending, that is copied
 * @param group the last one of which something is copied; empty at the entries
 * @param consumer the last one of the group that is copied; null if none is
 */
record StreamPosition(
        Stage stage, StreamId id, String group, @Nullable String consumer) {
    enum Stage {
        ENTRIES(0),
        CONSUMERS(1),
        PENDING(2);

        /** Part of the wire form. */
        private final int number;

        Stage(int number) {
            this.number = number;
        }

        static Stage of(int number) {
            for (Stage stage : values()) {
                if (stage.number == number) {
                    return stage;
                }
            }
            throw new WireFormatException("no stage of a copy has the number " + number);
        }
    }

    static StreamPosition entries(StreamId to) {
        return new StreamPosition(Stage.ENTRIES, to, "", null);
    }

    static StreamPosition consumers(String group, @Nullable String to) {
        return new StreamPosition(Stage.CONSUMERS, StreamId.MIN, group, to);
    }

    static StreamPosition pending(String group, StreamId to) {
        return new StreamPosition(Stage.PENDING, to, group, null);
    }

    boolean hasEntry(StreamId entry) {
        return stage != Stage.ENTRIES || entry.compareTo(id) <= 0;
    }

    boolean hasGroup(String name) {
        return stage != Stage.ENTRIES && name.compareTo(group) <= 0;
    }

    boolean hasConsumer(String ofGroup, String name) {
        return hasGroup(ofGroup)
                && (!ofGroup.equals(group)
                        || stage == Stage.PENDING
                        || (consumer != null && name.compareTo(consumer) <= 0));
    }

    boolean hasPending(String ofGroup, StreamId entry) {
        return hasGroup(ofGroup) && (!ofGroup.equals(group) || (stage == Stage.PENDING && entry.compareTo(id) <= 0));
    }

    byte[] toBytes() {
        WireWriter out = StreamChanges.id(new WireWriter(48).u8(stage.number), id);
        StreamChanges.name(out, group).bool(consumer != null);
        return consumer == null
                ? out.toBytes()
                : StreamChanges.name(out, consumer).toBytes();
    }

    static StreamPosition of(byte[] cursor) {
        WireReader in = new WireReader(cursor);
        Stage stage = Stage.of(in.u8());
        StreamId id = StreamChanges.id(in);
        String group = StreamChanges.name(in);
        return new StreamPosition(stage, id, group, in.bool() ? StreamChanges.name(in) : null);
    }
}
