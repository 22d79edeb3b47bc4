package io.peergrid;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous twin of {@link GridStream}: same names, same meaning. Nothing blocks and nothing is thrown for what the grid reports; stages end with the
 * exceptions of this package, on the grid's callback executor or, if the answer is at hand, before the method returns. Thread-safe.
 */
public interface AsyncGridStream<V> extends AsyncGridStructure {

    /** As {@link GridStream#add(Map)}. */
    CompletionStage<StreamId> add(Map<String, ? extends V> fields);

    /** As {@link GridStream#add(Map, StreamTrim)}. */
    CompletionStage<StreamId> add(Map<String, ? extends V> fields, StreamTrim trim);

    /** As {@link GridStream#addWithId}. */
    CompletionStage<StreamId> addWithId(StreamId id, Map<String, ? extends V> fields);

    /** As {@link GridStream#size}. */
    CompletionStage<Long> size();

    /** As {@link GridStream#range}. */
    CompletionStage<List<StreamRecord<V>>> range(StreamId from, StreamId to, int most);

    /** As {@link GridStream#rangeFromEnd}. */
    CompletionStage<List<StreamRecord<V>>> rangeFromEnd(StreamId from, StreamId to, int most);

    /** As {@link GridStream#get}. */
    CompletionStage<@Nullable StreamRecord<V>> get(StreamId id);

    /** As {@link GridStream#read(StreamId, int)}. */
    CompletionStage<List<StreamRecord<V>>> read(StreamId behind, int most);

    /** As {@link GridStream#read(StreamId, int, Duration)}. Cancelling the stage ends the waiting. */
    CompletionStage<List<StreamRecord<V>>> read(StreamId behind, int most, Duration timeout);

    /** As {@link GridStream#remove}. */
    CompletionStage<Integer> remove(Collection<StreamId> ids);

    /** As {@link GridStream#trim}. */
    CompletionStage<Long> trim(StreamTrim trim);

    /** As {@link GridStream#info}. */
    CompletionStage<StreamInfo> info();

    /** As {@link GridStream#groups}. */
    CompletionStage<List<StreamGroupInfo>> groups();

    /** As {@link GridStream#group}. */
    Group<V> group(String name);

    /** The asynchronous twin of {@link GridStream.Group}. */
    interface Group<V> {

        /** As {@link GridStream.Group#create}. */
        CompletionStage<@Nullable Void> create(StreamId behind);

        /** As {@link GridStream.Group#createAtEnd}. */
        CompletionStage<@Nullable Void> createAtEnd();

        /** As {@link GridStream.Group#moveTo}. */
        CompletionStage<@Nullable Void> moveTo(StreamId behind);

        /** As {@link GridStream.Group#destroy}. */
        CompletionStage<Boolean> destroy();

        /** As {@link GridStream.Group#acknowledge}. */
        CompletionStage<Integer> acknowledge(Collection<StreamId> ids);

        /** As {@link GridStream.Group#pending}. */
        CompletionStage<List<PendingRecord>> pending(Duration idle, StreamId from, StreamId to, int most);

        /** As {@link GridStream.Group#consumers}. */
        CompletionStage<List<StreamConsumerInfo>> consumers();

        /** As {@link GridStream.Group#removeConsumer}. */
        CompletionStage<Long> removeConsumer(String consumer);

        /** As {@link GridStream.Group#consumer}. */
        Consumer<V> consumer(String name);
    }

    /** The asynchronous twin of {@link GridStream.Consumer}. */
    interface Consumer<V> {

        /** As {@link GridStream.Consumer#read(int)}. */
        CompletionStage<List<StreamRecord<V>>> read(int most);

        /** As {@link GridStream.Consumer#read(int, Duration)}. Cancelling the stage ends the waiting. */
        CompletionStage<List<StreamRecord<V>>> read(int most, Duration timeout);

        /** As {@link GridStream.Consumer#readAcknowledged}. */
        CompletionStage<List<StreamRecord<V>>> readAcknowledged(int most);

        /** As {@link GridStream.Consumer#readAgain}. */
        CompletionStage<List<StreamRecord<V>>> readAgain(StreamId behind, int most);

        /** As {@link GridStream.Consumer#claim}. */
        CompletionStage<List<StreamRecord<V>>> claim(Duration idle, Collection<StreamId> ids);

        /** As {@link GridStream.Consumer#claimFrom}. */
        CompletionStage<ClaimedRecords<V>> claimFrom(Duration idle, StreamId from, int most);
    }
}
