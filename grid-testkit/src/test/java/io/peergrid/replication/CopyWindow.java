package io.peergrid.replication;

/** What a test that explores replication has to know of its inside. */
public final class CopyWindow {
    private CopyWindow() {}

    /** Whether the member serves the slot, whatever its lease: as primary, as replica, or not at all. */
    public static Service service(Replication replication, int slot) {
        long stamp = replication.states().stamp(slot);
        if (stamp == 0) {
            return Service.NONE;
        }
        return SlotStates.isPrimaryStamp(stamp) ? Service.PRIMARY : Service.REPLICA;
    }

    /** In which role a member answers. */
    public enum Service {
        NONE,
        PRIMARY,
        REPLICA
    }

    /** The content of a frame, for people. */
    public static String describe(byte[] frame) {
        if ((frame[0] & 0xff) == StreamCodec.STREAM) {
            StreamCodec.Frame stream = StreamCodec.decodeFrame(frame);
            return "epoch " + stream.epoch() + " Stream from " + stream.first() + ", "
                    + stream.items().size() + " items, watermark " + stream.watermark();
        }
        return "Acknowledgement";
    }
}
