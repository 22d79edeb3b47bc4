package io.peergrid.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one slot: an open-addressing table of {@link PackedEntry} arrays with linear probing, one writer at a time,
 * any number of readers without a lock.
 *
 * <p><b>Why readers are right.</b> An entry's home position is given by its hash. (1) Within one array an entry never moves, and
 * is replaced in its position. (2) From its home to its position no element is null: an insertion takes the first free
 * position, and a removal leaves {@link #REMOVED} unless the next element is null, in which case no probe leads across it. So
 * a reader that walks from home until null finds every entry that is present throughout its walk. Elements are stored with
 * release and loaded with acquire, and entries never change, so it finds them whole. (3) Growth fills a new array before
 * publishing it. A reader that still walks the old one sees the entries of the moment of replacement, which lies within its
 * call: the answer is one that was right at that moment. Whether a pending write forbids it is checked afterwards, by the caller.
 *
 * <p><b>Order.</b> Positions grow with the hash, so an iteration by hash needs no memory but the next hash and is right across
 * growth, on every copy of the slot: nothing that stays is passed over or comes twice.
 */
final class EntryTable {
    /** The cursor behind the last hash. */
    static final long END = 1L << Integer.SIZE;

    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(byte[][].class);
    private static final byte[] REMOVED = {};
    private static final int LEAST_CAPACITY = 4;

    private final Namespaces namespaces;
    /** Elements are null where nothing ever was. */
    private volatile byte[][] elements = new byte[LEAST_CAPACITY][];

    private int live;
    private int used;

    EntryTable(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    /** Any thread. */
    byte @Nullable [] find(int namespace, Key key) {
        byte[][] table = elements;
        int at = home(key.hash() >>> Integer.SIZE, table.length);
        for (int probes = table.length; probes > 0; probes--) {
            byte[] entry = (byte[]) ELEMENT.getAcquire(table, at);
            if (entry == null) {
                return null;
            }
            if (entry != REMOVED && PackedEntry.matches(entry, namespace, key)) {
                return entry;
            }
            at = next(at, table.length);
        }
        return null;
    }

    /** Puts an entry in place of the one with the same key; returns that. */
    byte @Nullable [] put(int namespace, Key key, byte[] entry) {
        byte[][] table = elements;
        int free = -1;
        int at = home(key.hash() >>> Integer.SIZE, table.length);
        while (true) {
            byte[] present = table[at];
            if (present == null) {
                break;
            }
            if (present == REMOVED) {
                free = free < 0 ? at : free;
            } else if (PackedEntry.matches(present, namespace, key)) {
                ELEMENT.setRelease(table, at, entry);
                return present;
            }
            at = next(at, table.length);
        }
        live++;
        if (free >= 0) {
            ELEMENT.setRelease(table, free, entry);
        } else if (isFull(used + 1, table.length)) {
            rebuild(entry);
        } else {
            used++;
            ELEMENT.setRelease(table, at, entry);
        }
        return null;
    }

    /** Removes and returns the entry of a key. */
    byte @Nullable [] remove(int namespace, Key key) {
        byte[][] table = elements;
        int at = home(key.hash() >>> Integer.SIZE, table.length);
        while (true) {
            byte[] present = table[at];
            if (present == null) {
                return null;
            }
            if (present != REMOVED && PackedEntry.matches(present, namespace, key)) {
                live--;
                vacate(table, at);
                if (table.length > LEAST_CAPACITY && live < table.length / 8) {
                    rebuild(null);
                }
                return present;
            }
            at = next(at, table.length);
        }
    }

    /** Glances from any thread are allowed. */
    int size() {
        return live;
    }

    int capacity() {
        return elements.length;
    }

    /**
     * Visits entries by ascending hash until the visitor returns false, and then those with the same hash as the last one.
     *
     * @param from the least hash to visit
     * @return the hash to go on from, or {@link #END}
     */
    long scan(long from, Predicate<byte[]> visitor) {
        byte[][] table = elements;
        long[] found = new long[8];
        for (int home = from >= END ? table.length : home(from, table.length); home < table.length; home++) {
            int count = 0;
            int at = home;
            for (int probes = 0; probes < table.length; probes++) {
                byte[] entry = (byte[]) ELEMENT.getAcquire(table, at);
                if (entry == null) {
                    break;
                }
                long hash = entry == REMOVED ? -1 : hash(entry);
                if (hash >= from && home(hash, table.length) == home) {
                    found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
                    found[count++] = (hash << (Integer.SIZE - 1)) | at;
                }
                at = next(at, table.length);
            }
            long stopped = visit(table, found, count, visitor);
            if (stopped >= 0) {
                return stopped + 1;
            }
        }
        return END;
    }

    /**
     * The first wanted entry at or behind a random position, round the end; null if there is none. Any thread.
     *
     * @param random any number
     */
    byte @Nullable [] sample(long random, Predicate<byte[]> wanted) {
        byte[][] table = elements;
        int at = home(random >>> Integer.SIZE, table.length);
        for (int probes = table.length; probes > 0; probes--) {
            byte[] entry = (byte[]) ELEMENT.getAcquire(table, at);
            if (entry != null && entry != REMOVED && wanted.test(entry)) {
                return entry;
            }
            at = next(at, table.length);
        }
        return null;
    }

    /** The high half of the key's hash, as a positive number. */
    long hash(byte[] entry) {
        ByteSlice key = PackedEntry.key(entry);
        long id = namespaces.id(PackedEntry.namespace(entry));
        return KeyHash.of(id, key.source(), key.offset(), key.length()) >>> Integer.SIZE;
    }

    /** Visits one home's entries in the order of their hash; returns the hash at which the visitor stopped, or -1. */
    private static long visit(byte[][] table, long[] found, int count, Predicate<byte[]> visitor) {
        Arrays.sort(found, 0, count);
        long stopped = -1;
        for (int i = 0; i < count; i++) {
            long hash = found[i] >>> (Integer.SIZE - 1);
            if (stopped >= 0 && hash != stopped) {
                return stopped;
            }
            byte[] entry = (byte[]) ELEMENT.getAcquire(table, (int) found[i] & Integer.MAX_VALUE);
            if (entry != null && entry != REMOVED && !visitor.test(entry)) {
                stopped = hash;
            }
        }
        return stopped;
    }

    private void vacate(byte[][] table, int position) {
        if (table[next(position, table.length)] != null) {
            ELEMENT.setRelease(table, position, REMOVED);
            return;
        }
        int at = position;
        do {
            ELEMENT.setRelease(table, at, null);
            used--;
            at = at == 0 ? table.length - 1 : at - 1;
        } while (table[at] == REMOVED);
    }

    private void rebuild(byte @Nullable [] added) {
        byte[][] fresh = new byte[capacityFor(live)][];
        for (byte[] entry : elements) {
            if (entry != null && entry != REMOVED) {
                place(fresh, entry);
            }
        }
        if (added != null) {
            place(fresh, added);
        }
        used = live;
        elements = fresh;
    }

    private void place(byte[][] table, byte[] entry) {
        int at = home(hash(entry), table.length);
        while (table[at] != null) {
            at = next(at, table.length);
        }
        table[at] = entry;
    }

    /** 4, 6, 8, 12, 16, 24, ...: the least that is filled to 9/16 or less, so that the load is between a half and 3/4. */
    private static int capacityFor(int entries) {
        int capacity = LEAST_CAPACITY;
        while (capacity * 9L < entries * 16L) {
            capacity += Integer.bitCount(capacity) == 1 ? capacity >> 1 : capacity / 3;
        }
        return capacity;
    }

    private static boolean isFull(int used, int capacity) {
        return used * 4L > capacity * 3L;
    }

    private static int home(long hash, int capacity) {
        return (int) ((hash * capacity) >>> Integer.SIZE);
    }

    private static int next(int at, int capacity) {
        return at + 1 == capacity ? 0 : at + 1;
    }
}
