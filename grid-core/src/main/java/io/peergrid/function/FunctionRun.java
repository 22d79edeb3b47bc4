package io.peergrid.function;

import io.peergrid.FunctionDefinition;
import io.peergrid.GridFunctionException.Reason;
import io.peergrid.GridSerializationException;
import io.peergrid.GridUnavailableException;
import io.peergrid.ValueTooLargeException;
import io.peergrid.codec.ValueCodec;
import io.peergrid.codec.ValueTypes;
import io.peergrid.command.Command;
import io.peergrid.command.FunctionCall;
import io.peergrid.command.FunctionOutcome;
import io.peergrid.command.TransactionCommit;
import io.peergrid.map.SlotCalls;
import io.peergrid.transaction.TransactionCalls;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One function at work. Ends once: with what it came to, or when its time is over. Thread-safe. */
final class FunctionRun<A, R> {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionRun.class);
    private static final TransactionCommit NO_CHANGES = new TransactionCommit(Map.of(), List.of());

    private final FunctionDefinition<A, R> function;
    private final FunctionCall call;
    private final int slot;
    private final FunctionDesk.Surroundings surroundings;
    private final Consumer<byte[]> end;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Thread thread;
    private volatile long until;

    /** @param end takes the command to be decided, once: the outcome, or the call itself to be asked again */
    FunctionRun(
            FunctionDefinition<A, R> function,
            FunctionCall call,
            int slot,
            FunctionDesk.Surroundings surroundings,
            Consumer<byte[]> end) {
        this.function = function;
        this.call = call;
        this.slot = slot;
        this.surroundings = surroundings;
        this.end = end;
    }

    /** Works it out, again if others change what it reads, until its time is over. */
    void run() {
        SlotCalls calls = surroundings.calls();
        until = calls.nanoTime() + surroundings.budgetNanos();
        thread = Thread.currentThread();
        try {
            Command<?> outcome = null;
            while (outcome == null && !ended.get()) {
                outcome = attempt(new TransactionCalls(calls, call.tag(), slot, surroundings.maxValueBytes(), until));
            }
            if (outcome != null) {
                end(outcome);
            }
        } catch (Error fatal) {
            end(failed(NO_CHANGES, Reason.THREW, "threw " + fatal));
            throw fatal;
        } finally {
            synchronized (this) {
                thread = null;
            }
            // Not for whatever runs on this thread next.
            boolean ignored = Thread.interrupted();
        }
    }

    /** Null if it has to begin anew. */
    private @Nullable Command<?> attempt(TransactionCalls own) {
        try {
            ValueTypes values = surroundings.values();
            A argument = values.codec(function.argumentType()).decode(call.argument());
            R result = function.body().run(surroundings.structures().apply(call.tag(), own), argument);
            byte[] encoded = encode(values.codec(function.resultType()), result);
            TransactionCommit changes = own.finish();
            return own.hasConflict() ? null : new FunctionOutcome(changes, encoded);
        } catch (ResultException unfit) {
            return failed(own.finish(), Reason.RESULT, "has a result that cannot be sent: " + unfit.getMessage());
        } catch (RuntimeException thrown) {
            TransactionCommit changes = own.finish();
            if (own.hasConflict()) {
                return null;
            } else if (surroundings.calls().nanoTime() - until >= 0) {
                return outOfTime();
            }
            boolean elsewhere = thrown instanceof GridUnavailableException;
            return elsewhere ? call : failed(changes, Reason.THREW, "threw " + thrown);
        }
    }

    private byte[] encode(ValueCodec<R> codec, @Nullable R result) {
        if (result == null) {
            return FunctionResult.nothing();
        }
        try {
            byte[] encoded = codec.encode(result);
            if (encoded.length > surroundings.maxValueBytes()) {
                throw new ResultException("it has " + encoded.length + " bytes; the bound is "
                        + surroundings.maxValueBytes() + " bytes (GridConfig maxValueBytes)");
            }
            return FunctionResult.value(encoded);
        } catch (GridSerializationException | ValueTooLargeException refused) {
            throw new ResultException(String.valueOf(refused.getMessage()));
        }
    }

    /** What it read is part of it: that it fails is true of one moment, too. */
    private FunctionOutcome failed(TransactionCommit changes, Reason reason, String what) {
        TransactionCommit none = new TransactionCommit(changes.seen(), List.of());
        String message = "the function \"" + function.name() + "\" " + what + ", at member " + surroundings.member()
                + "; nothing happened";
        return new FunctionOutcome(none, FunctionResult.failed(reason, message));
    }

    /** Whether its time is over; ends it then. */
    boolean isOver(long now) {
        if (ended.get()) {
            return true;
        }
        synchronized (this) {
            Thread running = thread;
            if (running == null || now - until < 0) {
                return false;
            }
            LOG.warn(
                    "The function \"{}\" takes longer than its budget of {} ms; its thread is interrupted",
                    function.name(),
                    surroundings.budgetNanos() / 1_000_000);
            running.interrupt();
        }
        end(outOfTime());
        return true;
    }

    private FunctionOutcome outOfTime() {
        String what = "took longer than its budget of " + surroundings.budgetNanos() / 1_000_000 + " ms";
        return failed(NO_CHANGES, Reason.OUT_OF_TIME, what);
    }

    private void end(Command<?> outcome) {
        if (ended.compareAndSet(false, true)) {
            end.accept(outcome.toBytes());
        }
    }

    private static final class ResultException extends RuntimeException {
        ResultException(String message) {
            super(message);
        }
    }
}
