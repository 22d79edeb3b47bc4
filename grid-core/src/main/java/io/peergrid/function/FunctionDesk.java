package io.peergrid.function;

import io.peergrid.FunctionDefinition;
import io.peergrid.GridFunctionException.Reason;
import io.peergrid.GridTransaction;
import io.peergrid.codec.ValueTypes;
import io.peergrid.command.FunctionCall;
import io.peergrid.command.FunctionOutcome;
import io.peergrid.command.TransactionCommit;
import io.peergrid.map.SlotCalls;
import io.peergrid.replication.Preparation;
import io.peergrid.wire.WireFormatException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the functions that this member has for the slots it owns. Thread-safe. */
public final class FunctionDesk implements Preparation {
    private final Map<String, FunctionDefinition<?, ?>> functions;
    private final Surroundings surroundings;
    private final FunctionThreads threads;
    private final Set<FunctionRun<?, ?>> running = ConcurrentHashMap.newKeySet();

    /**
     * Where bodies run.
     *
     * @param calls to the grid, from within a function
     * @param structures of a tag over calls
     * @param maxValueBytes of all arguments of an attempt, and of a result
     * @param budgetNanos how long a body may take
     * @param member this one, for people
     */
    public record Surroundings(
            SlotCalls calls,
            BiFunction<String, SlotCalls, GridTransaction> structures,
            ValueTypes values,
            int maxValueBytes,
            long budgetNanos,
            String member) {}

    public FunctionDesk(
            Map<String, FunctionDefinition<?, ?>> functions, Surroundings surroundings, FunctionThreads threads) {
        this.functions = functions;
        this.surroundings = surroundings;
        this.threads = threads;
        functions.values().forEach(function -> {
            surroundings.values().allow(function.argumentType());
            surroundings.values().allow(function.resultType());
        });
    }

    @Override
    public boolean concerns(byte[] command) {
        return FunctionCall.is(command);
    }

    @Override
    public void prepare(int slot, byte[] command, Consumer<byte @Nullable []> decide) {
        FunctionCall call;
        try {
            call = FunctionCall.read(command);
        } catch (WireFormatException malformed) {
            // Its answer says so.
            decide.accept(command);
            return;
        }
        FunctionDefinition<?, ?> function = functions.get(call.name());
        if (function == null) {
            decide.accept(unknown(call.name()).toBytes());
        } else {
            start(function, call, slot, decide);
        }
    }

    private <A, R> void start(
            FunctionDefinition<A, R> function, FunctionCall call, int slot, Consumer<byte @Nullable []> decide) {
        FunctionRun<A, R> run = new FunctionRun<>(function, call, slot, surroundings, outcome -> {
            decide.accept(outcome);
            threads.done(slot);
        });
        boolean taken = threads.execute(slot, () -> {
            running.add(run);
            try {
                run.run();
            } finally {
                running.remove(run);
            }
        });
        if (!taken) {
            decide.accept(null);
        }
    }

    private FunctionOutcome unknown(String name) {
        String message = "there is no function \"" + name + "\" at member " + surroundings.member()
                + ", which owns the slot; it has " + (functions.isEmpty() ? "none" : functions.keySet())
                + ". Give every member the same ones: GridConfig...function(\"" + name + "\", ...)";
        return new FunctionOutcome(
                new TransactionCommit(Map.of(), List.of()), FunctionResult.failed(Reason.UNKNOWN_FUNCTION, message));
    }

    /** Ends what has taken too long. On the protocol thread, every few milliseconds. */
    public void poll(long now) {
        running.removeIf(run -> run.isOver(now));
    }
}
