package io.peergrid.store;

import java.nio.charset.StandardCharsets;

/**
 * Measures the heap that an entry takes above its key and value: {@code main} prints it for several numbers of entries. Run
 * with a fixed heap, for example {@code -Xms2g -Xmx2g}.
 */
final class HeapPerEntry {
    private static final int SLOTS = 16_384;
    private static final int KEY_BYTES = 16;
    private static final int VALUE_BYTES = 100;

    private HeapPerEntry() {}

    public static void main(String[] arguments) {
        for (int entries : new int[] {100_000, 500_000, 1_000_000, 2_000_000}) {
            measure(entries, PackedEntry.NO_DEADLINE);
        }
        measure(1_000_000, 1_000_000_000_000L);
    }

    private static void measure(int entries, long deadline) {
        EntryStore store = new EntryStore(SLOTS);
        long before = usedBytes();
        ByteSlice value = ByteSlice.of(new byte[VALUE_BYTES]);
        for (int i = 0; i < entries; i++) {
            byte[] key = String.format("user:%011d", i).getBytes(StandardCharsets.UTF_8);
            store.put(
                    (i * 31 & Integer.MAX_VALUE) % SLOTS, new Key(42, key), i, deadline == 0 ? 0 : deadline + i, value);
        }
        long used = usedBytes() - before;
        double payload = (double) entries * (KEY_BYTES + VALUE_BYTES);
        System.out.printf(
                "%,d entries%s: %.1f bytes above key and value; counted %.1f%n",
                entries,
                deadline == 0 ? "" : " with a deadline",
                (used - payload) / entries,
                (store.bytes() - payload) / entries);
    }

    private static long usedBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
