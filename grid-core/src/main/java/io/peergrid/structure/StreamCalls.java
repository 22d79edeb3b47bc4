package io.peergrid.structure;

import io.peergrid.StreamGroupInfo;
import io.peergrid.StreamId;
import io.peergrid.StreamInfo;
import io.peergrid.StreamRecord;
import io.peergrid.StreamTrim;
import io.peergrid.command.Value;
import io.peergrid.command.stream.StreamCommands;
import io.peergrid.map.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a stream does. Immutable. */
record StreamCalls<V>(KeyCalls key, TypedValues<V> values) {

    Call<?, StreamId> add(Map<String, ? extends V> fields, @Nullable StreamTrim trim) {
        List<Value> arguments = new ArrayList<>(trim == null ? List.of() : words(trim));
        arguments.add(Value.of("*"));
        return add(arguments, fields);
    }

    Call<?, StreamId> add(StreamId id, Map<String, ? extends V> fields) {
        return add(new ArrayList<>(List.of(word(id))), fields);
    }

    private Call<?, StreamId> add(List<Value> arguments, Map<String, ? extends V> fields) {
        fields.forEach((field, value) -> {
            arguments.add(Value.of(field));
            arguments.add(values.encode(value));
        });
        return key.call(StreamCommands.ADD, StreamAnswers::id, arguments);
    }

    private static List<Value> words(StreamTrim trim) {
        return trim.size() < 0
                ? List.of(Value.of("MINID"), word(trim.leastId()))
                : List.of(Value.of("MAXLEN"), Value.of(trim.size()));
    }

    static Value word(StreamId id) {
        return Value.of(id.toString());
    }

    Call<?, Long> size() {
        return key.call(StreamCommands.LENGTH, Answers::whole);
    }

    Call<?, List<StreamRecord<V>>> range(StreamId from, StreamId to, int most) {
        return key.call(
                StreamCommands.RANGE, answers()::entries, word(from), word(to), Value.of("COUNT"), Value.of(most));
    }

    Call<?, List<StreamRecord<V>>> rangeFromEnd(StreamId from, StreamId to, int most) {
        return key.call(
                StreamCommands.RANGE_FROM_END,
                answers()::entries,
                word(to),
                word(from),
                Value.of("COUNT"),
                Value.of(most));
    }

    Call<?, @Nullable StreamRecord<V>> get(StreamId id) {
        return key.call(StreamCommands.RANGE, answers()::first, word(id), word(id));
    }

    Call<?, List<StreamRecord<V>>> read(StreamId behind, int most) {
        return key.exactly(StreamCommands.READ, answers()::read, reading(behind, most));
    }

    /** As {@link #read}; null if there is none. */
    Call<?, @Nullable List<StreamRecord<V>>> readOrNull(StreamId behind, int most) {
        return key.exactly(StreamCommands.READ, answers()::readOrNull, reading(behind, most));
    }

    private List<Value> reading(StreamId behind, int most) {
        return List.of(Value.of("COUNT"), count(most), Value.of("STREAMS"), key.key(), word(behind));
    }

    /** Redis takes 0 for no bound. */
    static Value count(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at most " + most + " entries; it must be at least one");
        }
        return Value.of(most);
    }

    Call<?, Integer> remove(Collection<StreamId> ids) {
        return key.call(
                StreamCommands.DELETE,
                Answers::size,
                ids.stream().map(StreamCalls::word).toList());
    }

    Call<?, Long> trim(StreamTrim trim) {
        return key.call(StreamCommands.TRIM, Answers::whole, words(trim));
    }

    Call<?, StreamInfo> info() {
        return key.exactly(StreamCommands.INFO, StreamAnswers::info, List.of(Value.of("STREAM"), key.key()));
    }

    Call<?, List<StreamGroupInfo>> groups() {
        return key.exactly(StreamCommands.INFO, StreamAnswers::groups, List.of(Value.of("GROUPS"), key.key()));
    }

    GroupCalls<V> group(String name) {
        return new GroupCalls<>(key, answers(), name);
    }

    private StreamAnswers<V> answers() {
        return new StreamAnswers<>(values);
    }
}
