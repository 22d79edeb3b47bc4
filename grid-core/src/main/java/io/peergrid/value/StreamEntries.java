package io.peergrid.value;

import io.peergrid.StreamId;
import io.peergrid.value.StreamChunk.Place;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a stream in chunks of about two kilobytes, ordered by id. Finding, appending and removing one takes a time logarithmic in the
 * number of chunks and linear in one chunk; removing the oldest takes O(1) for each chunk of theirs. Not thread-safe.
 */
final class StreamEntries {
    /** This object and its map. */
    static final int FIXED_BYTES = 32 + 48;
    /** A chunk's place in the map. */
    private static final int PLACE_BYTES = 40;

    private final TreeMap<StreamId, StreamChunk> chunks = new TreeMap<>();
    private int size;
    private long bytes;

    int size() {
        return size;
    }

    int chunkCount() {
        return chunks.size();
    }

    /** Beside {@link #FIXED_BYTES}. */
    long heapBytes() {
        return bytes;
    }

    /** Adds an entry whose id is above all that are here. */
    void append(StreamEntry entry) {
        Map.Entry<StreamId, StreamChunk> last = chunks.lastEntry();
        size++;
        if (last != null) {
            StreamChunk chunk = last.getValue();
            bytes -= chunk.heapBytes();
            boolean taken = chunk.append(entry);
            bytes += chunk.heapBytes();
            if (taken) {
                return;
            }
        }
        StreamChunk fresh = new StreamChunk(entry);
        chunks.put(fresh.base, fresh);
        bytes += fresh.heapBytes() + PLACE_BYTES;
    }

    boolean contains(StreamId id) {
        return get(id) != null;
    }

    @Nullable
    StreamEntry get(StreamId id) {
        Map.Entry<StreamId, StreamChunk> near = chunks.floorEntry(id);
        if (near != null) {
            for (Place place : near.getValue().places()) {
                if (place.id().equals(id)) {
                    return near.getValue().read(place);
                }
            }
        }
        return null;
    }

    /** Does nothing if it is not there. */
    void remove(StreamId id) {
        Map.Entry<StreamId, StreamChunk> near = chunks.floorEntry(id);
        if (near != null) {
            StreamChunk chunk = near.getValue();
            for (Place place : chunk.places()) {
                if (place.id().equals(id)) {
                    remove(chunk, place, place, 1);
                    return;
                }
            }
        }
    }

    /** Removes all entries up to an id, that one too. */
    void removeUpTo(StreamId id) {
        while (!chunks.isEmpty()) {
            StreamChunk chunk = chunks.firstEntry().getValue();
            List<Place> places = chunk.places();
            int count = 0;
            while (count < places.size() && places.get(count).id().compareTo(id) <= 0) {
                count++;
            }
            if (count > 0) {
                remove(chunk, places.get(0), places.get(count - 1), count);
            }
            if (count < places.size()) {
                return;
            }
        }
    }

    private void remove(StreamChunk chunk, Place first, Place last, int count) {
        size -= count;
        bytes -= chunk.heapBytes();
        if (count == chunk.count()) {
            chunks.remove(chunk.base);
            bytes -= PLACE_BYTES;
        } else {
            chunk.remove(first, last, count);
            bytes += chunk.heapBytes();
        }
    }

    /** The id of the entry that so many are before; the number is at least 0 and below the size. */
    StreamId idAt(int index) {
        int before = 0;
        for (StreamChunk chunk : chunks.tailMap(StreamId.MIN).values()) {
            if (index < before + chunk.count()) {
                return chunk.places().get(index - before).id();
            }
            before += chunk.count();
        }
        throw new IndexOutOfBoundsException(index);
    }

    /** How many have an id below this one. */
    int countBelow(StreamId id) {
        int before = 0;
        for (StreamChunk chunk : chunks.headMap(id, false).values()) {
            before += chunk.count();
        }
        Map.Entry<StreamId, StreamChunk> near = chunks.lowerEntry(id);
        if (near == null) {
            return 0;
        }
        List<Place> places = near.getValue().places();
        int above = 0;
        while (above < places.size()
                && places.get(places.size() - 1 - above).id().compareTo(id) >= 0) {
            above++;
        }
        return before - above;
    }

    /** Visits entries in their order, both bounds included, until the visitor returns false. */
    void forwards(StreamId from, StreamId to, Predicate<StreamEntry> visitor) {
        visit(from, to, false, visitor);
    }

    /** Visits entries from the last to the first, both bounds included, until the visitor returns false. */
    void backwards(StreamId from, StreamId to, Predicate<StreamEntry> visitor) {
        visit(from, to, true, visitor);
    }

    private void visit(StreamId from, StreamId to, boolean reverse, Predicate<StreamEntry> visitor) {
        if (from.compareTo(to) > 0) {
            return;
        }
        StreamId first = chunks.floorKey(from);
        var range = chunks.subMap(first == null ? from : first, true, to, true);
        Collection<StreamChunk> chosen = (reverse ? range.descendingMap() : range).values();
        for (StreamChunk chunk : chosen) {
            List<Place> places = chunk.places();
            if (reverse) {
                Collections.reverse(places);
            }
            for (Place place : places) {
                boolean inside = place.id().compareTo(from) >= 0 && place.id().compareTo(to) <= 0;
                if (inside && !visitor.test(chunk.read(place))) {
                    return;
                }
            }
        }
    }
}
