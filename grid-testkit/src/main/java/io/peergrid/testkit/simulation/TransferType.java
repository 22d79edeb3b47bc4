package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridCounter;
import io.peergrid.GridTransaction;
import io.peergrid.simulation.SplitMixRandom;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Transactions that move money between two accounts and count themselves. Both accounts together hold nothing, in every body and at the end. */
final class TransferType implements SimulatedType {
    private static final String TAG = "bank";
    private static final String LEFT = "{bank}left";
    private static final String RIGHT = "{bank}right";
    private static final String COUNT = "{bank}count";

    private final Attempts<Long, Receipt> transfers;
    private final Attempts<String, Receipt> looks;
    private @Nullable String torn;

    /**
     * What a transaction saw.
     *
     * @param number how many transfers there are, this one included
     * @param left what is on the first account
     */
    record Receipt(long number, long left) {}

    TransferType(LongSupplier clock) {
        transfers = new Attempts<>(clock);
        looks = new Attempts<>(clock);
    }

    @Override
    public String name() {
        return "transactions";
    }

    @Override
    public List<String> keys() {
        return List.of(COUNT);
    }

    @Override
    public CompletionStage<?> operate(SimulatedMember at, String client, SplitMixRandom random) {
        if (random.chance(0.3)) {
            return look(at, client);
        }
        long amount = random.nextInt(-500, 500);
        return transfers.of(
                client, amount, () -> at.grid().transactionAsync(TAG, transaction -> transfer(transaction, amount)));
    }

    private CompletionStage<Receipt> look(SimulatedMember at, String client) {
        return looks.of(client, "both", () -> at.grid().transactionAsync(TAG, this::look));
    }

    private CompletionStage<Receipt> transfer(GridTransaction transaction, long amount) {
        AsyncGridCounter left = transaction.counter(LEFT).async();
        AsyncGridCounter right = transaction.counter(RIGHT).async();
        AsyncGridCounter count = transaction.counter(COUNT).async();
        return left.addAndGet(amount)
                .thenCompose(onLeft -> right.addAndGet(-amount).thenCompose(onRight -> {
                    checkSum(onLeft, onRight);
                    return count.incrementAndGet().thenApply(number -> new Receipt(number, onLeft));
                }));
    }

    private CompletionStage<Receipt> look(GridTransaction transaction) {
        AsyncGridCounter left = transaction.counter(LEFT).async();
        AsyncGridCounter right = transaction.counter(RIGHT).async();
        AsyncGridCounter count = transaction.counter(COUNT).async();
        return left.get().thenCompose(onLeft -> right.get().thenCompose(onRight -> {
            checkSum(onLeft, onRight);
            return count.get().thenApply(number -> new Receipt(number, onLeft));
        }));
    }

    private void checkSum(long left, long right) {
        if (left + right != 0) {
            torn = "a body saw half of another transaction: " + left + " and " + right;
        }
    }

    @Override
    public CompletionStage<?> readAll(SimulatedMember at) {
        return look(at, "final");
    }

    @Override
    public @Nullable String problem() {
        return torn != null ? torn : TransferCheck.problem(transfers.all(), looks.all());
    }

    @Override
    public int operations() {
        return transfers.size() + looks.size();
    }
}
