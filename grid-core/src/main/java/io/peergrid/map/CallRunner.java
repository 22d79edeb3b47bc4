package io.peergrid.map;

import io.peergrid.GridException;
import io.peergrid.GridSerializationException;
import io.peergrid.GridUnavailableException;
import io.peergrid.OutcomeUnknownException;
import io.peergrid.command.Command;
import io.peergrid.command.CommandException;
import io.peergrid.partition.Reply;
import io.peergrid.partition.Request;
import io.peergrid.wire.WireFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Carries calls out, blocking or not, under one deadline each, and turns replies into results or errors. Thread-safe. */
public final class CallRunner {
    /** The router answers at the deadline; whoever still waits so long after it has met a stall of the whole process. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final Duration LONGEST_DEADLINE = Duration.ofHours(1);

    private final SlotCalls calls;
    private final MapRecorder recorder;
    private final long deadlineNanos;
    private final Executor callbacks;

    /** Without statistics that anybody reads. */
    public CallRunner(SlotCalls calls, Duration deadline) {
        this(calls, new MapRecorder(), deadline.toNanos());
    }

    /** @param deadlineNanos how long a call may take */
    public CallRunner(SlotCalls calls, MapRecorder recorder, long deadlineNanos) {
        this(calls, recorder, deadlineNanos, calls.callbacks());
    }

    private CallRunner(SlotCalls calls, MapRecorder recorder, long deadlineNanos, Executor callbacks) {
        this.calls = calls;
        this.recorder = recorder;
        this.deadlineNanos = deadlineNanos;
        this.callbacks = callbacks;
    }

    /**
     * The same with another deadline.
     *
     * @throws IllegalArgumentException if it is not above zero and at most an hour
     */
    public CallRunner withDeadline(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(LONGEST_DEADLINE) > 0) {
            throw new IllegalArgumentException(
                    "a deadline of " + deadline + "; it must be above zero, at most an hour");
        }
        return new CallRunner(calls, recorder, deadline.toNanos(), callbacks);
    }

    public SlotCalls calls() {
        return calls;
    }

    public MapRecorder recorder() {
        return recorder;
    }

    /** When a call that begins now has to end. */
    public long deadline() {
        return calls.nanoTime() + deadlineNanos;
    }

    /**
     * Between two attempts to change a key by its version.
     *
     * @param conflicts before this one
     * @throws GridUnavailableException if the deadline is over
     */
    public void checkConflict(Object key, int conflicts, long deadline) {
        if (deadline - calls.nanoTime() <= 0) {
            throw new GridUnavailableException("other writers changed " + key + " " + (conflicts + 1)
                    + " times between reading and swapping it, until the deadline; nothing happened. "
                    + "Retry, or spread the writes over several keys");
        }
    }

    /** Blocks; the caller's thread finishes the call. */
    public <R, T> T run(Call<R, T> call) {
        return run(call, deadline());
    }

    /** Blocks; the caller's thread finishes the call. */
    public <R, T> T run(Call<R, T> call, long deadline) {
        calls.checkOpen();
        long start = calls.nanoTime();
        try {
            return finish(call, replyTo(call, deadline));
        } catch (RuntimeException e) {
            recorder.failed(e);
            throw e;
        } finally {
            took(call.command(), start);
        }
    }

    private Reply replyTo(Call<?, ?> call, long deadline) {
        Request.Part part = part(call);
        if (!part.mutation()) {
            Reply now = calls.readNow(part);
            if (now != null) {
                return now;
            }
        }
        calls.mayBlock();
        return await(calls.call(part, deadline), deadline, part.mutation());
    }

    /** Returns at once; the callback executor finishes the call, unless the answer is at hand. */
    public <R, T> CompletionStage<T> start(Call<R, T> call) {
        return start(call, deadline());
    }

    /** Returns at once; the callback executor finishes the call, unless the answer is at hand. */
    public <R, T> CompletionStage<T> start(Call<R, T> call, long deadline) {
        CompletableFuture<T> result = new CompletableFuture<>();
        long start = calls.nanoTime();
        try {
            calls.checkOpen();
            Request.Part part = part(call);
            Reply now = part.mutation() ? null : calls.readNow(part);
            if (now != null) {
                complete(result, call, now, start);
            } else {
                var unused = calls.call(part, deadline)
                        .thenAcceptAsync(reply -> complete(result, call, reply, start), callbacks);
            }
        } catch (GridException e) {
            recorder.failed(e);
            result.completeExceptionally(e);
        }
        return result;
    }

    /** Asks for several slots at once; each answer is the command's result or the error it ended with. */
    public <R> CompletionStage<List<Outcome<R>>> startAll(List<Call<R, ?>> batch, long deadline) {
        List<Request.Part> parts = new ArrayList<>(batch.size());
        for (Call<R, ?> call : batch) {
            parts.add(part(call));
        }
        return calls.callAll(parts, deadline)
                .thenApplyAsync(
                        replies -> {
                            List<Outcome<R>> outcomes = new ArrayList<>(replies.size());
                            for (int i = 0; i < replies.size(); i++) {
                                outcomes.add(outcome(batch.get(i).command(), replies.get(i)));
                            }
                            return outcomes;
                        },
                        callbacks);
    }

    /** What became of one part of a batch. */
    public sealed interface Outcome<R> {
        record Done<R>(R result) implements Outcome<R> {}

        record Failed<R>(GridException error) implements Outcome<R> {}
    }

    private <R> Outcome<R> outcome(Command<R> command, Reply reply) {
        try {
            return new Outcome.Done<>(result(command, reply));
        } catch (GridException e) {
            recorder.failed(e);
            return new Outcome.Failed<>(e);
        }
    }

    /**
     * Blocks for a call that is made of several; unwraps its error. What the answers lead to is done by the waiting thread, so
     * that no other has to be woken for it.
     *
     * @param call makes the call with the runner it is given
     */
    public <T> T await(Function<CallRunner, CompletionStage<T>> call) {
        CallerThread here = new CallerThread();
        CompletableFuture<T> future =
                call.apply(new CallRunner(calls, recorder, deadlineNanos, here)).toCompletableFuture();
        if (!future.isDone()) {
            calls.mayBlock();
        }
        long deadline = deadline();
        var unused = future.whenComplete((result, error) -> here.execute(() -> {}));
        try {
            while (!future.isDone()) {
                here.runNext(deadline - calls.nanoTime() + GRACE_NANOS);
            }
            return future.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notAwaited("this thread was interrupted while it waited", true);
        } catch (TimeoutException e) {
            throw notAwaited("no answer came within the deadline", true);
        } catch (CompletionException | CancellationException e) {
            throw unwrap(e);
        }
    }

    /** Tasks for the thread that waits. */
    private static final class CallerThread implements Executor {
        private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        void runNext(long withinNanos) throws InterruptedException, TimeoutException {
            Runnable task = tasks.poll(withinNanos, TimeUnit.NANOSECONDS);
            if (task == null) {
                throw new TimeoutException();
            }
            task.run();
        }
    }

    /** What a stage ended with, as a blocking call throws it. */
    public static RuntimeException unwrap(Throwable error) {
        Throwable cause = error;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof GridException grid) {
            grid.addSuppressed(new CallSite());
            return grid;
        }
        if (cause instanceof RuntimeException runtime) {
            return runtime;
        }
        if (cause instanceof Error fatal) {
            throw fatal;
        }
        return new GridException("a call failed: " + cause, cause);
    }

    private <T> T await(CompletionStage<T> stage, long deadline, boolean mutation) {
        try {
            long left = deadline - calls.nanoTime() + GRACE_NANOS;
            return stage.toCompletableFuture().get(left, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notAwaited("this thread was interrupted while it waited", mutation);
        } catch (TimeoutException e) {
            throw notAwaited("no answer came within the deadline", mutation);
        } catch (ExecutionException | CancellationException e) {
            throw unwrap(e);
        }
    }

    private static GridException notAwaited(String why, boolean mutation) {
        return mutation
                ? new OutcomeUnknownException(why + "; the operation may take effect or not")
                : new GridUnavailableException(why + "; a read changes nothing, ask again");
    }

    private <R, T> void complete(CompletableFuture<T> result, Call<R, T> call, Reply reply, long start) {
        try {
            T value = finish(call, reply);
            took(call.command(), start);
            result.complete(value);
        } catch (RuntimeException e) {
            recorder.failed(e);
            took(call.command(), start);
            result.completeExceptionally(e);
        }
    }

    private void took(Command<?> command, long start) {
        (command.isMutation() ? recorder.writes : recorder.reads).record(calls.nanoTime() - start);
    }

    private static Request.Part part(Call<?, ?> call) {
        return new Request.Part(
                call.slot(), call.command().isMutation(), call.command().toBytes());
    }

    private <R, T> T finish(Call<R, T> call, Reply reply) {
        return call.finish().apply(result(call.command(), reply));
    }

    private <R> R result(Command<R> command, Reply reply) {
        switch (reply.status()) {
            case DONE -> {
                try {
                    return command.result(reply.payload());
                } catch (CommandException e) {
                    throw e.toGridException();
                } catch (WireFormatException e) {
                    throw new GridSerializationException("an answer cannot be read: " + e.getMessage(), e);
                }
            }
            case UNKNOWN -> throw new OutcomeUnknownException(calls.diagnose(reply));
            case REFUSED -> throw new GridException(calls.diagnose(reply));
            default -> throw new GridUnavailableException(calls.diagnose(reply));
        }
    }

    /** Shows where a blocking call was made that failed on another thread. */
    private static final class CallSite extends Exception {
        CallSite() {
            super("called here");
        }
    }
}
