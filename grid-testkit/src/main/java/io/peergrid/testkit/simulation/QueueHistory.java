package io.peergrid.testkit.simulation;

import io.peergrid.testkit.history.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What clients did to queues. Times in nanoseconds of virtual true time. */
final class QueueHistory {
    private final LongSupplier clock;
    private final List<Push> pushes = new ArrayList<>();
    private final List<Pop> pops = new ArrayList<>();

    QueueHistory(LongSupplier clock) {
        this.clock = clock;
    }

    /** An operation; of unknown outcome, and without an end, until it is told otherwise. */
    abstract static class Entry {
        final String queue;
        final long start;
        long end = Long.MAX_VALUE;
        Outcome outcome = Outcome.INFO;

        Entry(String queue, long start) {
            this.queue = queue;
            this.start = start;
        }

        boolean ok() {
            return outcome == Outcome.OK;
        }
    }

    /** An element, of which there is only one, put into a queue. */
    static final class Push extends Entry {
        final String element;
        /** Its place in a queue that is in order of priority: lower ones first. */
        final double priority;

        Push(String queue, String element, double priority, long start) {
            super(queue, start);
            this.element = element;
            this.priority = priority;
        }

        @Override
        public String toString() {
            return "push of " + element + " to " + queue + " from " + start + " to " + end + ": " + outcome;
        }
    }

    /** The first element of a queue taken off. */
    static final class Pop extends Entry {
        /** Null if there was none. */
        @Nullable
        String element;

        Pop(String queue, long start) {
            super(queue, start);
        }

        @Override
        public String toString() {
            return "pop of " + element + " from " + queue + " from " + start + " to " + end + ": " + outcome;
        }
    }

    Push push(String queue, String element, double priority) {
        Push push = new Push(queue, element, priority, clock.getAsLong());
        pushes.add(push);
        return push;
    }

    Pop pop(String queue) {
        Pop pop = new Pop(queue, clock.getAsLong());
        pops.add(pop);
        return pop;
    }

    void ended(Entry entry, Outcome outcome) {
        entry.end = clock.getAsLong();
        entry.outcome = outcome;
    }

    List<Push> pushes(String queue) {
        return pushes.stream().filter(push -> push.queue.equals(queue)).toList();
    }

    List<Pop> pops(String queue) {
        return pops.stream().filter(pop -> pop.queue.equals(queue)).toList();
    }

    int size() {
        return pushes.size() + pops.size();
    }
}
