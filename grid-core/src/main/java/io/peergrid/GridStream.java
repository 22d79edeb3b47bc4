package io.peergrid;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A log under one key, all in one slot: entries of fields with values, in the order of their ids. An id made by the stream is above all that it ever had, also after the
 * member that made the last one died. Readers that share the work are consumers of a {@link Group}. A stream without entries stays until it is deleted.
 */
public interface GridStream<V> extends GridStructure {

    /** The same with methods that return at once. */
    @Override
    AsyncGridStream<V> async();

    /**
     * The same whose calls take at most this long.
     *
     * @param deadline above zero, at most an hour
     */
    GridStream<V> withDeadline(Duration deadline);

    /** Adds an entry with an id of the present; returns the id. A retry adds none. */
    StreamId add(Map<String, ? extends V> fields);

    /** Adds an entry and removes the oldest, in one step. */
    StreamId add(Map<String, ? extends V> fields, StreamTrim trim);

    /** Adds an entry with this id. {@link IllegalArgumentException} if it is not above all that the stream ever had. */
    StreamId addWithId(StreamId id, Map<String, ? extends V> fields);

    /** How many entries there are. */
    long size();

    /** Entries from one id to another, both included, at most so many. */
    List<StreamRecord<V>> range(StreamId from, StreamId to, int most);

    /** As {@link #range}, from the last to the first. */
    List<StreamRecord<V>> rangeFromEnd(StreamId from, StreamId to, int most);

    /** The entry with an id; null if there is none. */
    @Nullable
    StreamRecord<V> get(StreamId id);

    /** Entries behind an id, at most so many. */
    List<StreamRecord<V>> read(StreamId behind, int most);

    /** As {@link #read(StreamId, int)}, but waits so long for an entry if there is none; none when the time is over. */
    List<StreamRecord<V>> read(StreamId behind, int most, Duration timeout) throws InterruptedException;

    /** Removes entries, all at once; returns how many were there. */
    int remove(Collection<StreamId> ids);

    /** Removes the oldest entries; returns how many. */
    long trim(StreamTrim trim);

    /** What there is to say about the stream; {@link GridException} if there is none. */
    StreamInfo info();

    /** What there is to say about its groups; {@link GridException} if there is no stream. */
    List<StreamGroupInfo> groups();

    /** The group of a name, whether there is one or not. */
    Group<V> group(String name);

    /**
     * Readers that share the work: each entry is given to one of them, and is pending until that one acknowledges it. Other methods than those that make or remove the
     * group, and {@link #acknowledge}, end with a {@link GridException} if there is none.
     */
    interface Group<V> {
        String name();

        /** Makes the group, and the stream if there is none, to be given the entries behind an id; {@link GridException} if there is such a group. */
        void create(StreamId behind);

        /** As {@link #create}, to be given the entries added from now on. */
        void createAtEnd();

        /** Gives the entries behind an id from now on, whether they were given or not. */
        void moveTo(StreamId behind);

        /** Removes the group with all that is pending; true if it was there. */
        boolean destroy();

        /** Entries are no longer pending; returns how many of them were. */
        int acknowledge(Collection<StreamId> ids);

        /** Entries that are pending with whomever, for at least so long, from one id to another, at most so many. */
        List<PendingRecord> pending(Duration idle, StreamId from, StreamId to, int most);

        /** What there is to say about its consumers. */
        List<StreamConsumerInfo> consumers();

        /** Removes a consumer; returns how many entries were pending with it, which are nobody's then. */
        long removeConsumer(String consumer);

        /** The consumer of a name; it is made when it is first given something. */
        Consumer<V> consumer(String name);
    }

    /** One of a group. */
    interface Consumer<V> {
        String name();

        /** Gives entries that the group was not given yet, at most so many. A retry gives the same. */
        List<StreamRecord<V>> read(int most);

        /** As {@link #read(int)}, but waits so long for an entry if there is none; none when the time is over. */
        List<StreamRecord<V>> read(int most, Duration timeout) throws InterruptedException;

        /** As {@link #read(int)}, but what is given counts as acknowledged. */
        List<StreamRecord<V>> readAcknowledged(int most);

        /** Gives again what is pending with this consumer behind an id, at most so many. */
        List<StreamRecord<V>> readAgain(StreamId behind, int most);

        /** Takes over entries that are pending with others for at least so long; returns those that are in the stream. */
        List<StreamRecord<V>> claim(Duration idle, Collection<StreamId> ids);

        /** Looks from an id on for entries pending with others for at least so long, and takes over at most so many. */
        ClaimedRecords<V> claimFrom(Duration idle, StreamId from, int most);
    }
}
