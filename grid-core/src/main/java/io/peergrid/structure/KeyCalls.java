package io.peergrid.structure;

import io.peergrid.command.DataCommand;
import io.peergrid.command.Invocation;
import io.peergrid.command.Value;
import io.peergrid.command.key.KeyCommands;
import io.peergrid.map.Call;
import io.peergrid.map.KeyWait;
import io.peergrid.map.SlotCalls;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls on one key of the plain keyspace. Immutable. */
final class KeyCalls {
    private final String name;
    private final Value.Bytes key;
    private final int slot;

    /** @param key the bytes of the name */
    KeyCalls(String name, byte[] key, int slot) {
        this.name = name;
        this.key = new Value.Bytes(ByteSlice.of(key));
        this.slot = slot;
    }

    String name() {
        return name;
    }

    Value key() {
        return key;
    }

    /** As the owner's store has it. */
    Key physical() {
        return Key.of(Invocation.PLAIN_KEYSPACE, key.bytes());
    }

    int slot() {
        return slot;
    }

    /**
     * A wait for elements of this key or of others of its slot.
     *
     * @param type of the collections, a {@link io.peergrid.store.ValueTag}
     */
    KeyWait await(SlotCalls calls, byte type, List<KeyCalls> others) {
        List<Key> keys = new ArrayList<>(others.size() + 1);
        keys.add(physical());
        others.forEach(other -> keys.add(other.physical()));
        return calls.await(slot, type, keys);
    }

    <T> Call<Value, T> call(DataCommand command, Function<Value, T> finish, Value... more) {
        return call(command, finish, List.of(more));
    }

    /** The key is the first argument. */
    <T> Call<Value, T> call(DataCommand command, Function<Value, T> finish, List<Value> more) {
        List<Value> arguments = new ArrayList<>(more.size() + 1);
        arguments.add(key);
        arguments.addAll(more);
        return new Call<>(slot, new Invocation(command, Invocation.PLAIN_KEYSPACE, 0, arguments), finish);
    }

    /** The key is among the arguments. */
    <T> Call<Value, T> exactly(DataCommand command, Function<Value, T> finish, List<Value> arguments) {
        return new Call<>(slot, new Invocation(command, Invocation.PLAIN_KEYSPACE, 0, arguments), finish);
    }

    /** For what is chosen at random. */
    <T> Call<Value, T> seeded(long seed, DataCommand command, Function<Value, T> finish, Value... more) {
        List<Value> arguments = new ArrayList<>(more.length + 1);
        arguments.add(key);
        arguments.addAll(List.of(more));
        return new Call<>(slot, new Invocation(command, Invocation.PLAIN_KEYSPACE, seed, arguments), finish);
    }

    Call<?, Boolean> exists() {
        return call(KeyCommands.EXISTS, Answers::flag);
    }

    Call<?, Boolean> delete() {
        return call(KeyCommands.DELETE, Answers::flag);
    }

    Call<?, Boolean> expire(Duration timeToLive) {
        return call(KeyCommands.EXPIRE_MILLIS, Answers::flag, Answers.millis(timeToLive));
    }

    Call<?, Boolean> persist() {
        return call(KeyCommands.PERSIST, Answers::flag);
    }

    Call<?, @Nullable Duration> timeToLive() {
        return call(KeyCommands.TIME_TO_LIVE_MILLIS, Answers::duration);
    }
}
