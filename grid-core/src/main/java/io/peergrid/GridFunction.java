package io.peergrid;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A function that runs where its data is: at the owner of a slot, over keys of that slot, as one change. It is code that every member of the
 * grid has under the same name, given to {@link GridConfigBuilder#function}; nothing is sent but its argument and its result.
 *
 * <pre>{@code
 * GridConfig config = GridConfig.local().name("bank")
 *         .function("withdraw", Withdrawal.class, Boolean.class, (structures, withdrawal) -> {
 *             GridMap<String, Long> accounts = structures.map("accounts", String.class, Long.class);
 *             long left = accounts.getOrDefault(withdrawal.account(), 0L) - withdrawal.amount();
 *             return left >= 0 && accounts.put(withdrawal.account(), left) != null;
 *         })
 *         .build();
 * ...
 * boolean paid = grid.function("withdraw", Withdrawal.class, Boolean.class)
 *         .call("ann", new Withdrawal("ann", 30));
 * }</pre>
 *
 * <p>Follows Redis's <a href="https://redis.io/docs/latest/develop/programmability/functions-intro/">functions</a>: all changes of one call take
 * effect together, and nobody sees only some of them. Other than there the slot is not blocked meanwhile: a body whose data others changed runs
 * again, as a {@linkplain Grid#transaction transaction} does; bodies of one slot run one after the other. A body has a budget of time
 * ({@link GridConfigBuilder#functionBudget}); it may use nothing of the grid but the structures it is given, other calls on any grid are refused
 * there with {@link IllegalStateException}.
 *
 * <p><b>Exactly once.</b> A call that is repeated after a failover finds what the first one came to. Its effects are as durable as any write.
 *
 * <p><b>Errors of calls.</b> {@link GridFunctionException}: the body threw, took too long, or the owner has no such function; nothing
 * happened. {@link TransactionConflictException}: others changed its data until the deadline; nothing happened. {@link OutcomeUnknownException}:
 * all of it happened or nothing. {@link ValueTooLargeException}, {@link GridSerializationException}: the argument or the result cannot be sent.
 *
 * <p>Thread-safe.
 *
 * @param <A> the argument
 * @param <R> the result
 */
public interface GridFunction<A, R> {
    String name();

    /** The same with another deadline, for each call. */
    GridFunction<A, R> withDeadline(Duration deadline);

    /**
     * Runs the function.
     *
     * @param key a name of a structure, a key of a map or a hash tag: the function may use keys of its slot
     * @param argument not null
     * @return null if the body returned null
     * @throws IllegalArgumentException if the key's type is not canonical, see {@link GridMap}
     */
    @Nullable
    R call(Object key, A argument);

    /** As {@link #call} without waiting. */
    CompletionStage<@Nullable R> callAsync(Object key, A argument);
}
