package io.peergrid.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The operations in flight, by number. Numbers ascend; a number whose place is still taken by an older operation is left
 * out, so one operation that takes long holds nobody up. Finding and removing take no lock.
 */
final class OperationTable {
    private static final int PLACES = RouterSettings.MOST_IN_FLIGHT;
    /** Bounds the work of one registration. */
    private static final int LOW_WATER_STEPS = 64;

    private final AtomicReferenceArray<@Nullable Operation> places = new AtomicReferenceArray<>(PLACES);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final int limit;
    private final Object numbering = new Object();

    // Written under numbering.
    private long next = 1;
    private volatile long lowWater = 1;

    OperationTable(int limit) {
        this.limit = limit;
    }

    /** Gives the operation its number. @return false if there are too many */
    boolean register(Operation operation) {
        synchronized (numbering) {
            if (inFlight.get() >= limit) {
                return false;
            }
            inFlight.incrementAndGet();
            while (places.get(place(next)) != null) {
                next++;
            }
            operation.number = next++;
            places.set(place(operation.number), operation);
            advance();
            return true;
        }
    }

    /** Gives all of them numbers, neighbouring ones as a rule, or none. */
    boolean registerAll(List<Operation> operations) {
        synchronized (numbering) {
            if (inFlight.get() + operations.size() > limit) {
                return false;
            }
            operations.forEach(this::register);
            return true;
        }
    }

    private static int place(long number) {
        return (int) number & (PLACES - 1);
    }

    private void advance() {
        long reached = lowWater;
        for (int i = 0; i < LOW_WATER_STEPS && reached < next; i++) {
            Operation operation = places.get(place(reached));
            if (operation != null && operation.number == reached) {
                break;
            }
            reached++;
        }
        lowWater = reached;
    }

    /** All numbers below have been answered or given up; may lag a little. */
    long lowWater() {
        return lowWater;
    }

    /** The low water brought up to date, for a caller that is idle. */
    long currentLowWater() {
        synchronized (numbering) {
            advance();
            return lowWater;
        }
    }

    @Nullable
    Operation find(long number) {
        Operation operation = places.get(place(number));
        return operation != null && operation.number == number ? operation : null;
    }

    /** @return true for the one caller that ends the operation */
    boolean remove(Operation operation) {
        if (places.compareAndSet(place(operation.number), operation, null)) {
            inFlight.decrementAndGet();
            return true;
        }
        return false;
    }

    int inFlight() {
        return inFlight.get();
    }

    void forEach(Consumer<Operation> action) {
        long from;
        long to;
        synchronized (numbering) {
            from = lowWater;
            to = next;
        }
        // Places are taken by number; when the numbers in question go round, every place is visited, once.
        long last = Math.min(to, from + PLACES);
        for (long number = from; number < last; number++) {
            Operation operation = places.get(place(number));
            if (operation != null) {
                action.accept(operation);
            }
        }
    }

    /** Those that match, in order of their numbers. */
    List<Operation> matching(Predicate<Operation> which) {
        List<Operation> found = new ArrayList<>();
        forEach(operation -> {
            if (which.test(operation)) {
                found.add(operation);
            }
        });
        found.sort((a, b) -> Long.compare(a.number, b.number));
        return found;
    }
}
