package io.peergrid.replication;

import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Numbers by key, and the versions of all that was ever applied: enough to see what is lost, doubled or reordered. */
final class ToyMachine implements StateMachine {
    static final int GET = 0;
    static final int PUT = 1;
    static final int CAS = 2;
    static final int INCR = 3;
    static final int DELETE = 4;
    /** Acknowledged before anybody else has it. */
    static final int PUT_ASYNCHRONOUS = 5;

    /** What an answer says. */
    record Result(@Nullable Long value, boolean done, long version) {}

    record Cell(
            @Nullable Long value, long version, @Nullable Long before) {}

    /** All copies of one simulated grid share it: equal versions must mean equal effects (I18). */
    static final class Ghost {
        private final Map<Long, byte[]> effectsByVersionAndSlot = new HashMap<>();

        void applied(int slot, long version, List<byte[]> effects) {
            byte[] all = effects.get(0);
            byte[] known = effectsByVersionAndSlot.putIfAbsent(version * 1024 + slot, all);
            if (known != null && !Arrays.equals(known, all)) {
                throw new AssertionError("(I18) slot " + slot + " version " + version + " has two contents");
            }
        }
    }

    final Map<Integer, TreeMap<Integer, Cell>> slots = new HashMap<>();
    final Map<Integer, TreeSet<Long>> versions = new HashMap<>();
    private final Map<Integer, TreeMap<Integer, Long>> deleted = new HashMap<>();
    private final Ghost ghost;

    ToyMachine(Ghost ghost) {
        this.ghost = ghost;
    }

    static byte[] command(int kind, int key, @Nullable Long expected, @Nullable Long value) {
        WireWriter out = new WireWriter();
        out.u8(kind).varInt(key);
        nullable(out, expected);
        nullable(out, value);
        return out.toBytes();
    }

    /** A command whose effect takes so many bytes more. */
    static byte[] padded(byte[] command, int bytes) {
        return Arrays.copyOf(command, command.length + bytes);
    }

    static Result result(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        return new Result(nullable(in), in.bool(), in.varLong());
    }

    private static void nullable(WireWriter out, @Nullable Long value) {
        out.bool(value != null).varLong(value == null ? 0 : value);
    }

    private static @Nullable Long nullable(WireReader in) {
        boolean present = in.bool();
        long value = in.varLong();
        return present ? value : null;
    }

    private static byte[] encode(@Nullable Long value, boolean done, long version) {
        WireWriter out = new WireWriter();
        nullable(out, value);
        return out.bool(done).varLong(version).toBytes();
    }

    @Nullable
    Cell cell(int slot, int key) {
        TreeMap<Integer, Cell> cells = slots.get(slot);
        return cells == null ? null : cells.get(key);
    }

    Set<Long> versions(int slot) {
        return versions.computeIfAbsent(slot, any -> new TreeSet<>());
    }

    @Override
    public Decision decide(int slot, byte[] command, long version, long slotTimeMillis) {
        WireReader in = new WireReader(command);
        int kind = in.u8();
        int key = in.varInt();
        Long expected = nullable(in);
        Long value = nullable(in);
        int padding = in.remaining();
        Cell cell = cell(slot, key);
        Long now = cell == null ? null : cell.value;
        long[] footprint = {key};
        switch (kind) {
            case CAS -> {
                if (now == null ? expected != null : !now.equals(expected)) {
                    return new Decision(footprint, List.of(), encode(null, false, 0));
                }
                return new Decision(footprint, List.of(effect(key, value)), encode(null, true, version));
            }
            case INCR -> {
                long next = (now == null ? 0 : now) + (value == null ? 1 : value);
                return new Decision(footprint, List.of(effect(key, next)), encode(next, true, version));
            }
            case DELETE -> {
                if (now == null) {
                    return new Decision(footprint, List.of(), encode(null, false, 0));
                }
                return new Decision(footprint, List.of(effect(key, null)), encode(null, true, version));
            }
            default -> {
                return new Decision(
                        footprint,
                        List.of(padded(effect(key, value), padding)),
                        encode(null, true, version),
                        kind == PUT_ASYNCHRONOUS);
            }
        }
    }

    private static byte[] effect(int key, @Nullable Long value) {
        WireWriter out = new WireWriter();
        out.varInt(key);
        nullable(out, value);
        return out.toBytes();
    }

    @Override
    public void apply(int slot, long version, List<byte[]> effects) {
        ghost.applied(slot, version, effects);
        versions(slot).add(version);
        WireReader in = new WireReader(effects.get(0));
        int key = in.varInt();
        Long value = nullable(in);
        TreeMap<Integer, Cell> cells = slots.computeIfAbsent(slot, any -> new TreeMap<>());
        Cell old = cells.get(key);
        if (value == null) {
            cells.remove(key);
            TreeMap<Integer, Long> tombs = deleted.get(slot);
            if (tombs != null) {
                tombs.put(key, version);
            }
        } else {
            cells.put(key, new Cell(value, version, old == null ? null : old.value));
        }
    }

    @Override
    public ReadResult read(int slot, byte[] command, long nowMillis) {
        WireReader in = new WireReader(command);
        in.u8();
        int key = in.varInt();
        Cell cell = cell(slot, key);
        byte[] result = encode(cell == null ? null : cell.value, true, cell == null ? 0 : cell.version);
        return new ReadResult(new long[] {key}, result, null);
    }

    /** The value before the newest entry of the key. */
    byte @Nullable [] readBefore(int slot, byte[] command) {
        WireReader in = new WireReader(command);
        in.u8();
        Cell cell = cell(slot, in.varInt());
        return cell == null ? null : encode(cell.before, true, 0);
    }

    @Override
    public boolean readsWithoutLock(byte[] command) {
        return true;
    }

    @Override
    public boolean isEmpty(int slot) {
        TreeMap<Integer, Cell> cells = slots.get(slot);
        return (cells == null || cells.isEmpty()) && versions(slot).isEmpty();
    }

    @Override
    public SnapshotPart snapshot(int slot, byte @Nullable [] cursor, int maxBytes) {
        int from = cursor == null ? -1 : new WireReader(cursor).varInt();
        TreeMap<Integer, Cell> cells = slots.computeIfAbsent(slot, any -> new TreeMap<>());
        Map.Entry<Integer, Cell> next = cells.higherEntry(from);
        WireWriter out = new WireWriter();
        Set<Long> all = versions(slot);
        out.varInt(all.size());
        all.forEach(out::varLong);
        out.bool(next != null);
        if (next != null) {
            out.varInt(next.getKey()).varLong(next.getValue().version);
            nullable(out, next.getValue().value);
        }
        byte[] part = out.toBytes();
        boolean more = next != null && cells.higherKey(next.getKey()) != null;
        return new SnapshotPart(
                part, more ? new WireWriter().varInt(next.getKey()).toBytes() : null);
    }

    @Override
    public void install(int slot, byte[] part) {
        WireReader in = new WireReader(part);
        int count = in.varInt();
        for (int i = 0; i < count; i++) {
            versions(slot).add(in.varLong());
        }
        if (!in.bool()) {
            return;
        }
        int key = in.varInt();
        long version = in.varLong();
        Long value = nullable(in);
        TreeMap<Integer, Cell> cells = slots.computeIfAbsent(slot, any -> new TreeMap<>());
        Cell present = cells.get(key);
        TreeMap<Integer, Long> tombs = deleted.get(slot);
        long deletedAt = tombs == null ? 0 : tombs.getOrDefault(key, 0L);
        if (version > deletedAt && (present == null || version > present.version)) {
            cells.put(key, new Cell(value, version, null));
        }
    }

    @Override
    public void beginInstall(int slot) {
        deleted.put(slot, new TreeMap<>());
    }

    @Override
    public void endInstall(int slot) {
        deleted.remove(slot);
    }

    @Override
    public void clear(int slot) {
        slots.remove(slot);
        versions.remove(slot);
    }

    /** What users could read, for comparing copies. */
    Map<Integer, Long> content(int slot) {
        Map<Integer, Long> content = new TreeMap<>();
        TreeMap<Integer, Cell> cells = slots.get(slot);
        if (cells != null) {
            cells.forEach((key, cell) -> content.put(key, cell.value));
        }
        return content;
    }

    List<Long> versionsOf(int slot) {
        return new ArrayList<>(versions(slot));
    }
}
