package io.peergrid.map;

import io.peergrid.GridEntry;
import io.peergrid.command.Command;
import io.peergrid.command.CompareAndRemove;
import io.peergrid.command.CompareAndSet;
import io.peergrid.command.Contains;
import io.peergrid.command.Expire;
import io.peergrid.command.Expiry;
import io.peergrid.command.Get;
import io.peergrid.command.Put;
import io.peergrid.command.Remove;
import io.peergrid.command.StoredValue;
import io.peergrid.command.TimeToLive;
import io.peergrid.near.NearFill;
import io.peergrid.store.Key;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every operation on a single key, defined once for the blocking and the asynchronous map. Thread-safe. */
final class MapCalls<K, V> {
    private final MapCodec<K, V> codec;
    private final MapRecorder recorder;
    private final NearUse<K, V> near;

    MapCalls(MapCodec<K, V> codec, MapRecorder recorder, NearUse<K, V> near) {
        this.codec = codec;
        this.recorder = recorder;
        this.near = near;
    }

    Call<?, @Nullable V> get(K key) {
        Key encoded = codec.key(key);
        NearFill<K> fill = near.begin(key, encoded, codec);
        return call(key, encoded, new Get(encoded, fill != null), stored -> {
            recorder.read(stored.isPresent());
            V value = codec.value(stored.orElse(null));
            if (fill != null) {
                keep(fill, value, stored.orElse(null));
            }
            return value;
        });
    }

    Call<?, @Nullable GridEntry<K, V>> getEntry(K key) {
        Key encoded = codec.key(key);
        return call(key, encoded, new Get(encoded, true), stored -> {
            recorder.read(stored.isPresent());
            near.seen(key, stored.orElse(null));
            return codec.entry(key, stored.orElse(null));
        });
    }

    Call<?, Boolean> containsKey(K key) {
        Key encoded = codec.key(key);
        return call(key, encoded, new Contains(encoded), found -> {
            recorder.read(found);
            return found;
        });
    }

    /** Completes with what was found, also if the condition did not hold. */
    Call<?, @Nullable V> put(K key, V value, Expiry expiry, Put.Condition condition) {
        Key encoded = codec.key(key);
        return call(key, encoded, new Put(encoded, codec.value(value), expiry, condition, true), result -> {
            recorder.put(result.done() ? 1 : 0);
            return codec.value(result.previous());
        });
    }

    Call<?, @Nullable Void> set(K key, V value, Expiry expiry) {
        Key encoded = codec.key(key);
        return call(key, encoded, new Put(encoded, codec.value(value), expiry, Put.Condition.ALWAYS, false), result -> {
            recorder.put(1);
            return null;
        });
    }

    Call<?, @Nullable V> remove(K key) {
        Key encoded = codec.key(key);
        return call(key, encoded, new Remove(encoded, true), result -> {
            recorder.removed(result.done() ? 1 : 0);
            return codec.value(result.previous());
        });
    }

    Call<?, Boolean> delete(K key) {
        Key encoded = codec.key(key);
        return call(key, encoded, new Remove(encoded, false), result -> {
            recorder.removed(result.done() ? 1 : 0);
            return result.done();
        });
    }

    Call<?, Boolean> compareAndSet(K key, long expectedVersion, V value, Expiry expiry) {
        Key encoded = codec.key(key);
        return call(key, encoded, new CompareAndSet(encoded, expectedVersion, codec.value(value), expiry), result -> {
            recorder.put(result.done() ? 1 : 0);
            return result.done();
        });
    }

    Call<?, Boolean> compareAndDelete(K key, long expectedVersion) {
        Key encoded = codec.key(key);
        return call(key, encoded, new CompareAndRemove(encoded, expectedVersion), done -> {
            recorder.removed(done ? 1 : 0);
            return done;
        });
    }

    Call<?, Boolean> expire(K key, Duration timeToLive) {
        Key encoded = codec.key(key);
        return call(key, encoded, new Expire(encoded, Expiry.after(timeToLive)), Function.identity());
    }

    Call<?, Boolean> persist(K key) {
        Key encoded = codec.key(key);
        return call(key, encoded, Expire.persist(encoded), Function.identity());
    }

    Call<?, @Nullable Duration> timeToLive(K key) {
        Key encoded = codec.key(key);
        return call(key, encoded, new TimeToLive(encoded), millis -> millis < 0 ? null : Duration.ofMillis(millis));
    }

    /** What {@link io.peergrid.Explanation} shows of the value, without decoding it. */
    Call<?, @Nullable StoredValue> look(K key) {
        Key encoded = codec.key(key);
        return call(key, encoded, new Get(encoded, true), stored -> stored.orElse(null));
    }

    /** Offers what was found to the near copies. */
    static <K, V> void keep(NearFill<K> fill, @Nullable V value, @Nullable StoredValue stored) {
        fill.offer(
                value,
                stored == null ? 0 : stored.version(),
                stored == null ? StoredValue.NO_EXPIRY : stored.timeToLiveMillis());
    }

    private <R, T> Call<R, T> call(K key, Key encoded, Command<R> command, Function<R, T> finish) {
        int slot = codec.slot(encoded);
        return near.written() == null || !command.isMutation()
                ? new Call<>(slot, command, finish)
                : new Call<>(slot, command, result -> {
                    near.wrote(key);
                    return finish.apply(result);
                });
    }
}
