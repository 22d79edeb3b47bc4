package io.peergrid.testkit.exploration;

import io.peergrid.replication.StateMachine;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The smallest store that shows what was lost, doubled or reordered: each slot is the list of what was written to it. */
final class WriteLog implements StateMachine {
    private static final long[] WHOLE_SLOT = {1};

    private final List<List<Written>> slots = new ArrayList<>();

    /** One write and the version it got. */
    record Written(long version, byte value) {}

    WriteLog(int slotCount) {
        for (int slot = 0; slot < slotCount; slot++) {
            slots.add(new ArrayList<>());
        }
    }

    List<Written> written(int slot) {
        return slots.get(slot);
    }

    @Override
    public Decision decide(int slot, byte[] command, long version, long slotTimeMillis) {
        return new Decision(WHOLE_SLOT, List.of(command), command);
    }

    @Override
    public void apply(int slot, long version, List<byte[]> effects) {
        slots.get(slot).add(new Written(version, effects.get(0)[0]));
    }

    @Override
    public ReadResult read(int slot, byte[] command, long nowMillis) {
        List<Written> content = slots.get(slot);
        byte[] values = new byte[content.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = content.get(i).value();
        }
        return new ReadResult(WHOLE_SLOT, values, null);
    }

    @Override
    public boolean readsWithoutLock(byte[] command) {
        return true;
    }

    @Override
    public boolean isEmpty(int slot) {
        return slots.get(slot).isEmpty();
    }

    @Override
    public SnapshotPart snapshot(int slot, byte @Nullable [] cursor, int maxBytes) {
        WireWriter out = new WireWriter();
        for (Written each : slots.get(slot)) {
            out.varLong(each.version()).u8(each.value());
        }
        return new SnapshotPart(out.toBytes(), null);
    }

    @Override
    public void install(int slot, byte[] part) {
        WireReader in = new WireReader(part);
        List<Written> content = slots.get(slot);
        while (in.remaining() > 0) {
            Written each = new Written(in.varLong(), (byte) in.u8());
            if (!content.contains(each)) {
                content.add(each);
            }
        }
        content.sort(Comparator.comparingLong(Written::version));
    }

    @Override
    public void beginInstall(int slot) {}

    @Override
    public void endInstall(int slot) {}

    @Override
    public void clear(int slot) {
        slots.get(slot).clear();
    }
}
