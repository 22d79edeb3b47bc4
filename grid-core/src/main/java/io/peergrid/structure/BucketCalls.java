package io.peergrid.structure;

import io.peergrid.command.Value;
import io.peergrid.command.string.StringCommands;
import io.peergrid.map.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a bucket does. Immutable. */
record BucketCalls<V>(KeyCalls key, TypedValues<V> values) {

    Call<?, @Nullable V> get() {
        return key.call(StringCommands.GET, values::decode);
    }

    Call<?, @Nullable Void> set(V value) {
        return key.call(StringCommands.SET, Answers::nothing, values.encode(value));
    }

    Call<?, @Nullable Void> set(V value, Duration timeToLive) {
        return key.call(
                StringCommands.SET, Answers::nothing, values.encode(value), Value.of("PX"), Answers.millis(timeToLive));
    }

    Call<?, @Nullable Void> setAndKeep(V value) {
        return key.call(StringCommands.SET, Answers::nothing, values.encode(value), Value.of("KEEPTTL"));
    }

    Call<?, Boolean> setIf(V value, String condition, @Nullable Duration timeToLive) {
        List<Value> arguments = new ArrayList<>(List.of(values.encode(value), Value.of(condition)));
        if (timeToLive != null) {
            arguments.add(Value.of("PX"));
            arguments.add(Answers.millis(timeToLive));
        }
        return key.call(StringCommands.SET, Answers::done, arguments);
    }

    Call<?, @Nullable V> getAndSet(V value) {
        return key.call(StringCommands.SET, values::decode, values.encode(value), Value.of("GET"));
    }

    Call<?, @Nullable V> getAndDelete() {
        return key.call(StringCommands.GET_DELETE, values::decode);
    }

    Call<?, @Nullable V> getAndExpire(Duration timeToLive) {
        return key.call(StringCommands.GET_EXPIRE, values::decode, Value.of("PX"), Answers.millis(timeToLive));
    }

    Call<?, @Nullable V> getAndPersist() {
        return key.call(StringCommands.GET_EXPIRE, values::decode, Value.of("PERSIST"));
    }

    Call<?, Long> append(byte[] bytes) {
        return key.call(StringCommands.APPEND, Answers::whole, Value.of(bytes.clone()));
    }

    Call<?, Long> length() {
        return key.call(StringCommands.LENGTH, Answers::whole);
    }

    Call<?, byte[]> range(long start, long end) {
        return key.call(
                StringCommands.RANGE,
                answer -> Objects.requireNonNull(Answers.bytes(answer)),
                Value.of(start),
                Value.of(end));
    }

    Call<?, Long> setRange(long offset, byte[] bytes) {
        return key.call(StringCommands.SET_RANGE, Answers::whole, Value.of(offset), Value.of(bytes.clone()));
    }
}
