package io.peergrid.function;

import io.peergrid.FunctionDefinition;
import io.peergrid.GridFunction;
import io.peergrid.TransactionConflictException;
import io.peergrid.ValueTooLargeException;
import io.peergrid.codec.KeyCodec;
import io.peergrid.codec.ValueTypes;
import io.peergrid.command.FunctionCall;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.partition.Slots;
import io.peergrid.store.ByteSlice;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A function as its callers see it: called again while others get in its way. */
public final class DistributedFunction<A, R> implements GridFunction<A, R> {
    private final FunctionDefinition<A, R> function;
    private final ValueTypes values;
    private final int maxValueBytes;
    private final CallRunner runner;
    private final IntConsumer called;

    /**
     * @param maxValueBytes of an argument
     * @param called is told of a slot in which a function may have changed something, before its caller is
     */
    public DistributedFunction(
            FunctionDefinition<A, R> function,
            ValueTypes values,
            int maxValueBytes,
            CallRunner runner,
            IntConsumer called) {
        this.function = function;
        this.values = values;
        this.maxValueBytes = maxValueBytes;
        this.runner = runner;
        this.called = called;
    }

    @Override
    public String name() {
        return function.name();
    }

    @Override
    public GridFunction<A, R> withDeadline(Duration deadline) {
        return new DistributedFunction<>(function, values, maxValueBytes, runner.withDeadline(deadline), called);
    }

    @Override
    public @Nullable R call(Object key, A argument) {
        Call<Optional<byte[]>, Optional<byte[]>> call = toOwner(key, argument);
        long deadline = runner.deadline();
        for (int attempt = 1; ; attempt++) {
            Optional<byte[]> result = runner.run(call, deadline);
            if (result.isPresent()) {
                return FunctionResult.read(result.get(), values.codec(function.resultType()));
            }
            checkTime(attempt, deadline);
        }
    }

    @Override
    public CompletionStage<@Nullable R> callAsync(Object key, A argument) {
        return attempt(toOwner(key, argument), 1, runner.deadline());
    }

    private CompletionStage<@Nullable R> attempt(
            Call<Optional<byte[]>, Optional<byte[]>> call, int attempt, long deadline) {
        return runner.start(call, deadline).thenCompose(result -> {
            if (result.isPresent()) {
                return CompletableFuture.<@Nullable R>completedFuture(
                        FunctionResult.read(result.get(), values.codec(function.resultType())));
            }
            checkTime(attempt, deadline);
            return attempt(call, attempt + 1, deadline);
        });
    }

    private void checkTime(int attempts, long deadline) {
        if (deadline - runner.calls().nanoTime() <= 0) {
            throw new TransactionConflictException("the function \"" + function.name() + "\" met changes of others "
                    + attempts + " times before its deadline; nothing happened");
        }
    }

    private Call<Optional<byte[]>, Optional<byte[]>> toOwner(Object key, A argument) {
        byte[] bytes = values.codec(function.argumentType())
                .encode(Objects.requireNonNull(argument, "an argument is never null"));
        if (bytes.length > maxValueBytes) {
            throw new ValueTooLargeException("an argument of " + bytes.length + " bytes; the bound is " + maxValueBytes
                    + " bytes (GridConfig maxValueBytes)");
        }
        byte[] keyBytes = KeyCodec.encodeAny(Objects.requireNonNull(key, "key"));
        FunctionCall command = new FunctionCall(function.name(), String.valueOf(key), ByteSlice.of(bytes));
        int slot = Slots.of(keyBytes, runner.calls().slots().partitioned());
        return new Call<>(slot, command, result -> {
            called.accept(slot);
            return result;
        });
    }
}
