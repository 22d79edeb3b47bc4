package io.peergrid.structure;

import io.peergrid.ClaimedRecords;
import io.peergrid.PendingRecord;
import io.peergrid.StreamConsumerInfo;
import io.peergrid.StreamGroupInfo;
import io.peergrid.StreamId;
import io.peergrid.StreamInfo;
import io.peergrid.StreamRecord;
import io.peergrid.command.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What answers of commands on streams mean. Immutable. */
record StreamAnswers<V>(TypedValues<V> values) {

    static String text(Value answer) {
        return new String(Objects.requireNonNull(Answers.bytes(answer), "a text that is nil"), StandardCharsets.UTF_8);
    }

    static StreamId id(Value answer) {
        return StreamId.parse(text(answer));
    }

    private StreamRecord<V> entry(Value answer) {
        List<Value> parts = Answers.items(answer);
        Map<String, V> fields = new LinkedHashMap<>();
        if (!(parts.get(1) instanceof Value.Nil)) {
            List<Value> pairs = Answers.items(parts.get(1));
            for (int i = 0; i + 1 < pairs.size(); i += 2) {
                fields.put(text(pairs.get(i)), Objects.requireNonNull(values.decode(pairs.get(i + 1))));
            }
        }
        return new StreamRecord<>(id(parts.get(0)), fields);
    }

    /** Of a list of entries; none if nil. */
    List<StreamRecord<V>> entries(Value answer) {
        return answer instanceof Value.Nil
                ? List.of()
                : Answers.items(answer).stream().map(this::entry).toList();
    }

    @Nullable
    StreamRecord<V> first(Value answer) {
        List<StreamRecord<V>> all = entries(answer);
        return all.isEmpty() ? null : all.get(0);
    }

    /** Of XREAD or XREADGROUP of one stream; none if nil. */
    List<StreamRecord<V>> read(Value answer) {
        return answer instanceof Value.Nil
                ? List.of()
                : entries(Answers.items(Answers.items(answer).get(0)).get(1));
    }

    /** As {@link #read}; null if nil. */
    @Nullable
    List<StreamRecord<V>> readOrNull(Value answer) {
        return answer instanceof Value.Nil ? null : read(answer);
    }

    ClaimedRecords<V> claimed(Value answer) {
        List<Value> parts = Answers.items(answer);
        List<StreamId> removed =
                Answers.items(parts.get(2)).stream().map(StreamAnswers::id).toList();
        return new ClaimedRecords<>(id(parts.get(0)), entries(parts.get(1)), removed);
    }

    static List<PendingRecord> pending(Value answer) {
        List<PendingRecord> all = new ArrayList<>();
        for (Value one : Answers.items(answer)) {
            List<Value> parts = Answers.items(one);
            Duration idle = Duration.ofMillis(Answers.whole(parts.get(2)));
            all.add(new PendingRecord(id(parts.get(0)), text(parts.get(1)), idle, Answers.whole(parts.get(3))));
        }
        return all;
    }

    static StreamInfo info(Value answer) {
        Map<String, Value> info = named(answer);
        return new StreamInfo(
                whole(info, "length"),
                id(of(info, "last-generated-id")),
                id(of(info, "max-deleted-entry-id")),
                whole(info, "entries-added"),
                (int) whole(info, "groups"));
    }

    static List<StreamGroupInfo> groups(Value answer) {
        List<StreamGroupInfo> all = new ArrayList<>();
        for (Value one : Answers.items(answer)) {
            Map<String, Value> info = named(one);
            all.add(new StreamGroupInfo(
                    text(of(info, "name")),
                    (int) whole(info, "consumers"),
                    whole(info, "pending"),
                    id(of(info, "last-delivered-id")),
                    wholeOrNull(of(info, "entries-read")),
                    wholeOrNull(of(info, "lag"))));
        }
        return all;
    }

    static List<StreamConsumerInfo> consumers(Value answer) {
        List<StreamConsumerInfo> all = new ArrayList<>();
        for (Value one : Answers.items(answer)) {
            Map<String, Value> info = named(one);
            all.add(new StreamConsumerInfo(
                    text(of(info, "name")), whole(info, "pending"), Duration.ofMillis(whole(info, "idle"))));
        }
        return all;
    }

    private static Map<String, Value> named(Value answer) {
        List<Value> items = Answers.items(answer);
        Map<String, Value> named = new LinkedHashMap<>();
        for (int i = 0; i + 1 < items.size(); i += 2) {
            named.put(text(items.get(i)), items.get(i + 1));
        }
        return named;
    }

    private static Value of(Map<String, Value> info, String name) {
        return Objects.requireNonNull(info.get(name), name);
    }

    private static long whole(Map<String, Value> info, String name) {
        return Answers.whole(of(info, name));
    }

    private static @Nullable Long wholeOrNull(Value answer) {
        return answer instanceof Value.Nil ? null : (Long) Answers.whole(answer);
    }
}
