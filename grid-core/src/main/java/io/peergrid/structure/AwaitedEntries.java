package io.peergrid.structure;

import io.peergrid.StreamRecord;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.map.KeyWait;
import io.peergrid.store.ValueTag;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reading entries of a stream, and waiting for some if there are none. */
final class AwaitedEntries {
    private AwaitedEntries() {}

    /** Blocks; none when the time is over. */
    static <V> List<StreamRecord<V>> run(
            CallRunner runner, KeyCalls key, Call<?, @Nullable List<StreamRecord<V>>> call, Duration timeout)
            throws InterruptedException {
        List<StreamRecord<V>> read = Awaited.run(runner, await(runner, key), call, Durations.nanos(timeout));
        return read == null ? List.of() : read;
    }

    /** None when the time is over. Whoever completes or cancels the stage waits no longer. */
    static <V> CompletionStage<List<StreamRecord<V>>> start(
            CallRunner runner, KeyCalls key, Call<?, @Nullable List<StreamRecord<V>>> call, Duration timeout) {
        CompletionStage<@Nullable List<StreamRecord<V>>> awaited =
                Awaited.start(runner, await(runner, key), call, Durations.nanos(timeout));
        CompletableFuture<List<StreamRecord<V>>> result = new CompletableFuture<>();
        CompletionStage<?> unused = awaited.whenComplete((read, error) -> {
            if (error != null) {
                result.completeExceptionally(error);
            } else {
                result.complete(read == null ? List.of() : read);
            }
        });
        unused = result.whenComplete(
                (read, error) -> awaited.toCompletableFuture().cancel(false));
        return result;
    }

    private static KeyWait await(CallRunner runner, KeyCalls key) {
        return key.await(runner.calls(), ValueTag.STREAM, List.of());
    }
}
