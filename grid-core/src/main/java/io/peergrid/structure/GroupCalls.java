package io.peergrid.structure;

import io.peergrid.ClaimedRecords;
import io.peergrid.PendingRecord;
import io.peergrid.StreamConsumerInfo;
import io.peergrid.StreamId;
import io.peergrid.StreamRecord;
import io.peergrid.command.Value;
import io.peergrid.command.stream.StreamCommands;
import io.peergrid.map.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a group of a stream's consumers does. Immutable. */
record GroupCalls<V>(KeyCalls key, StreamAnswers<V> answers, String name) {

    Call<?, @Nullable Void> create(String behind) {
        return administer("CREATE", Answers::nothing, Value.of(behind), Value.of("MKSTREAM"));
    }

    Call<?, @Nullable Void> moveTo(StreamId behind) {
        return administer("SETID", Answers::nothing, StreamCalls.word(behind));
    }

    Call<?, Boolean> destroy() {
        return administer("DESTROY", Answers::flag);
    }

    Call<?, Long> removeConsumer(String consumer) {
        return administer("DELCONSUMER", Answers::whole, Value.of(consumer));
    }

    private <T> Call<?, T> administer(String word, Function<Value, T> finish, Value... more) {
        List<Value> arguments = new ArrayList<>(List.of(Value.of(word), key.key(), Value.of(name)));
        arguments.addAll(List.of(more));
        return key.exactly(StreamCommands.GROUP, finish, arguments);
    }

    Call<?, Integer> acknowledge(Collection<StreamId> ids) {
        List<Value> arguments = new ArrayList<>(List.of(Value.of(name)));
        ids.forEach(id -> arguments.add(StreamCalls.word(id)));
        return key.call(StreamCommands.ACKNOWLEDGE, Answers::size, arguments);
    }

    Call<?, List<PendingRecord>> pending(Duration idle, StreamId from, StreamId to, int most) {
        return key.call(
                StreamCommands.PENDING,
                StreamAnswers::pending,
                Value.of(name),
                Value.of("IDLE"),
                Value.of(idle.toMillis()),
                StreamCalls.word(from),
                StreamCalls.word(to),
                StreamCalls.count(most));
    }

    Call<?, List<StreamConsumerInfo>> consumers() {
        return key.exactly(
                StreamCommands.INFO,
                StreamAnswers::consumers,
                List.of(Value.of("CONSUMERS"), key.key(), Value.of(name)));
    }

    /** Of what the group was not given. */
    Call<?, List<StreamRecord<V>>> read(String consumer, int most, boolean acknowledged) {
        List<Value> arguments = reading(consumer, most);
        if (acknowledged) {
            arguments.add(Value.of("NOACK"));
        }
        return read(arguments, ">", answers::read);
    }

    /** As {@link #read}; null if there is none. */
    Call<?, @Nullable List<StreamRecord<V>>> readOrNull(String consumer, int most) {
        return read(reading(consumer, most), ">", answers::readOrNull);
    }

    Call<?, List<StreamRecord<V>>> readAgain(String consumer, StreamId behind, int most) {
        return read(reading(consumer, most), behind.toString(), answers::read);
    }

    private List<Value> reading(String consumer, int most) {
        return new ArrayList<>(List.of(
                Value.of("GROUP"), Value.of(name), Value.of(consumer), Value.of("COUNT"), StreamCalls.count(most)));
    }

    private <T> Call<?, T> read(List<Value> arguments, String behind, Function<Value, T> finish) {
        arguments.addAll(List.of(Value.of("STREAMS"), key.key(), Value.of(behind)));
        return key.exactly(StreamCommands.READ_GROUP, finish, arguments);
    }

    Call<?, List<StreamRecord<V>>> claim(String consumer, Duration idle, Collection<StreamId> ids) {
        List<Value> arguments = new ArrayList<>(List.of(Value.of(name), Value.of(consumer), Value.of(idle.toMillis())));
        ids.forEach(id -> arguments.add(StreamCalls.word(id)));
        return key.call(StreamCommands.CLAIM, answers::entries, arguments);
    }

    Call<?, ClaimedRecords<V>> claimFrom(String consumer, Duration idle, StreamId from, int most) {
        return key.call(
                StreamCommands.AUTO_CLAIM,
                answers::claimed,
                Value.of(name),
                Value.of(consumer),
                Value.of(idle.toMillis()),
                StreamCalls.word(from),
                Value.of("COUNT"),
                StreamCalls.count(most));
    }
}
