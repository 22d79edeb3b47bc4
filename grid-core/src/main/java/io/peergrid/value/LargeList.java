package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.LargeValue;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A large list: chunks of about a kilobyte in a {@link ListTree}. Finding, inserting, replacing and removing take a time logarithmic in the number
 * of chunks and linear in the bytes of one chunk, at the ends and in the middle; removing neighbours takes that for each of their chunks.
 *
 * <p>A copy goes chunk by chunk. A cursor names the chunk to come next; what is inserted between two chunks goes into the later one, so the
 * learner's copy is always exactly what the primary has before that chunk. If the chunk is gone, the copy begins again. Under the slot's lock.
 */
public final class LargeList implements LargeValue, ListView {
    /** A chunk beyond this is cut, unless it is one element. */
    private static final int MOST_BYTES = 1_024;
    /** Neighbours that are not larger together become one when elements are removed. */
    private static final int MERGED_BYTES = MOST_BYTES / 2;
    /** This object and its tree. */
    private static final int FIXED_BYTES = 32 + 24;

    private static final ByteSlice NOTHING = ByteSlice.of(new byte[0]);

    private final ListTree tree = new ListTree();
    private long nextIdentity = 1;
    /** Whether this is a learner's copy and chunks are still to come behind what is here. */
    private boolean partial;

    @Override
    public int size() {
        return tree.size();
    }

    @Override
    public ByteSlice get(int index) {
        ListTree.Place place = tree.find(index);
        return ListRun.get(place.chunk().slice(), index - place.start());
    }

    @Override
    public void forwards(int from, Predicate<ByteSlice> visitor) {
        int index = from;
        while (index < size()) {
            ListTree.Place place = tree.find(index);
            List<ByteSlice> elements = ListRun.elements(place.chunk().slice());
            for (; index < place.end(); index++) {
                if (!visitor.test(elements.get(index - place.start()))) {
                    return;
                }
            }
        }
    }

    @Override
    public void backwards(int from, Predicate<ByteSlice> visitor) {
        int index = from;
        while (index >= 0) {
            ListTree.Place place = tree.find(index);
            List<ByteSlice> elements = ListRun.elements(place.chunk().slice());
            for (; index >= place.start(); index--) {
                if (!visitor.test(elements.get(index - place.start()))) {
                    return;
                }
            }
        }
    }

    /** Inserts elements, one at least, before the one that is at the index now, or behind the last. */
    void insert(int index, ByteSlice run) {
        int size = size();
        if (size == 0) {
            add(0, ListRun.cut(run, MOST_BYTES, MOST_BYTES));
            return;
        }
        ListTree.Place place = tree.find(Math.min(index, size - 1));
        ByteSlice chunk = place.chunk().slice();
        int at = ListRun.offset(chunk, index - place.start());
        ByteSlice both = ByteSlice.of(ListRun.spliced(chunk, at, at, run));
        int parts = Math.max(1, (both.length() + MOST_BYTES - 1) / MOST_BYTES);
        // At the ends full chunks stay full; in the middle all get room.
        if (index == size) {
            replace(place, ListRun.cut(both, MOST_BYTES, MOST_BYTES));
        } else if (index == 0) {
            replace(place, ListRun.cut(both, both.length() - (parts - 1) * MOST_BYTES, MOST_BYTES));
        } else {
            int even = (both.length() + parts - 1) / parts;
            replace(place, ListRun.cut(both, even, even));
        }
    }

    private void remove(int index, int count) {
        for (int left = count; left > 0; ) {
            ListTree.Place place = tree.find(index);
            int here = Math.min(left, place.end() - index);
            if (here == place.chunk().count) {
                tree.remove(place);
            } else {
                ByteSlice chunk = place.chunk().slice();
                int from = ListRun.offset(chunk, index - place.start());
                int to = ListRun.offset(chunk, index - place.start() + here);
                tree.replace(place, ListRun.spliced(chunk, from, to, NOTHING), place.chunk().count - here);
            }
            left -= here;
        }
        if (size() > 0) {
            merge(Math.min(index, size() - 1));
            merge(Math.max(0, index - 1));
        }
    }

    /** Lets the chunk with an element take in the next one if both are small. */
    private void merge(int index) {
        ListTree.Place place = tree.find(index);
        if (place.end() == size()) {
            return;
        }
        ListTree.Place next = tree.find(place.end());
        if (place.chunk().run.length + next.chunk().run.length <= MERGED_BYTES) {
            tree.remove(next);
            ByteSlice chunk = place.chunk().slice();
            byte[] both = ListRun.spliced(
                    chunk, chunk.length(), chunk.length(), next.chunk().slice());
            tree.replace(place, both, place.chunk().count + next.chunk().count);
        }
    }

    private void set(int index, ByteSlice element) {
        ListTree.Place place = tree.find(index);
        ByteSlice chunk = place.chunk().slice();
        int from = ListRun.offset(chunk, index - place.start());
        int to = ListRun.offset(chunk, index - place.start() + 1);
        byte[] run = ListRun.spliced(chunk, from, to, ListRun.of(List.of(element)));
        replace(place, ListRun.cut(ByteSlice.of(run), MOST_BYTES, MOST_BYTES));
    }

    /** The first part takes the chunk's place and keeps its identity, so that cursors before it stay so. */
    private void replace(ListTree.Place place, List<ByteSlice> parts) {
        ByteSlice first = parts.get(0);
        tree.replace(place, first.toBytes(), ListRun.count(first));
        add(place.end(), parts.subList(1, parts.size()));
    }

    private void add(int at, List<ByteSlice> parts) {
        int next = at;
        for (ByteSlice part : parts) {
            ListChunk chunk = new ListChunk(nextIdentity++, part.toBytes());
            tree.add(next, chunk);
            next += chunk.count;
        }
    }

    @Override
    public void change(ByteSlice changes) {
        ListChanges.read(changes, new Applying());
    }

    /** In a learner's copy what concerns chunks still to come is passed over. */
    private final class Applying implements ListChanges.Sink {
        @Override
        public void clear() {
            tree.clear();
        }

        @Override
        public void insert(int index, ByteSlice run) {
            if (run.length() > 0 && (!partial || index < size())) {
                LargeList.this.insert(index, run);
            }
        }

        @Override
        public void remove(int index, int count) {
            int here = partial ? Math.min(count, size() - index) : count;
            if (here > 0) {
                LargeList.this.remove(index, here);
            }
        }

        @Override
        public void set(int index, ByteSlice element) {
            if (!partial || index < size()) {
                LargeList.this.set(index, element);
            }
        }
    }

    @Override
    public byte @Nullable [] copyTo(WireWriter out, byte @Nullable [] cursor, int maxBytes) {
        int from = cursor == null ? 0 : find(cursor);
        if (from < 0 || cursor == null) {
            from = 0;
            ListChanges.clear(out);
        }
        WireWriter run = new WireWriter();
        int to = from;
        while (to < size() && run.size() < maxBytes) {
            ListTree.Place place = tree.find(to);
            run.raw(place.chunk().run, 0, place.chunk().run.length);
            to = place.end();
        }
        ListChanges.insert(out, from, ByteSlice.of(run.toBytes()));
        if (to == size()) {
            return null;
        }
        return new WireWriter(12)
                .varLong(tree.find(to).chunk().identity)
                .varInt(to)
                .toBytes();
    }

    /** Where the chunk that a cursor names begins; below 0 if it is gone. */
    private int find(byte[] cursor) {
        WireReader in = new WireReader(cursor);
        long identity = in.varLong();
        int likely = in.varInt();
        if (likely < size() && tree.find(likely).chunk().identity == identity) {
            return tree.find(likely).start();
        }
        for (int start = 0; start < size(); ) {
            ListTree.Place place = tree.find(start);
            if (place.chunk().identity == identity) {
                return start;
            }
            start = place.end();
        }
        return -1;
    }

    @Override
    public void install(ByteSlice piece, byte @Nullable [] next) {
        partial = false;
        change(piece);
        partial = next != null;
    }

    @Override
    public long heapBytes() {
        return FIXED_BYTES + tree.heapBytes();
    }
}
