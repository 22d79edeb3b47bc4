package io.peergrid.testkit.workload;

import io.peergrid.GridException;
import io.peergrid.testkit.history.Action;
import io.peergrid.testkit.history.Action.Kind;
import io.peergrid.testkit.history.HistoryRecorder;
import io.peergrid.testkit.history.LinearizabilityChecker;
import io.peergrid.testkit.history.LinearizabilityReport;
import io.peergrid.testkit.history.Operation;
import io.peergrid.testkit.history.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Steady traffic while a test breaks things: clients read, write, swap and count through all members in turn, about a
 * thousand operations a second each, and every operation is recorded. Afterwards the assertions say whether the grid kept
 * its word. Control it from one thread.
 *
 * <pre>{@code
 * workload.start();
 * cluster.kill(cluster.grid(0));
 * workload.awaitAcknowledged(500);
 * workload.assertNoAcknowledgedWriteLost();
 * workload.assertLinearizable();
 * }</pre>
 */
public final class Workload implements AutoCloseable {
    private static final int DEFAULT_CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Supplier<List<Registers>> members;
    private final HistoryRecorder recorder = new HistoryRecorder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** @param members those to use, asked before each operation */
    public Workload(Supplier<List<Registers>> members) {
        this.members = members;
    }

    /** Starts four clients, and returns when the first of their operations have been acknowledged. */
    public void start() {
        start(DEFAULT_CLIENTS);
    }

    /**
     * Adds clients, each a thread, and returns when the first operations have been acknowledged.
     *
     * @param more 1 to 999 in all
     */
    public void start(int more) {
        if (more < 1 || clients.size() + more > 999) {
            throw new IllegalArgumentException("1 to 999 clients, not " + (clients.size() + more));
        }
        for (int i = 0; i < more; i++) {
            Client client = new Client(clients.size(), members, recorder, acknowledged, refused, unknown);
            Thread thread = new Thread(client, "workload-" + clients.size());
            thread.setDaemon(true);
            clients.add(client);
            threads.add(thread);
            thread.start();
        }
        awaitAcknowledged(more);
    }

    /**
     * Waits until that many more operations were acknowledged than now.
     *
     * @throws AssertionError if that takes longer than a minute
     */
    public void awaitAcknowledged(long more) {
        long wanted = acknowledged.sum() + more;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (acknowledged.sum() < wanted) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("only " + (acknowledged.sum() - wanted + more) + " of " + more
                        + " operations were acknowledged within " + PATIENCE.toSeconds() + " s; " + counts());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    public WorkloadCounts counts() {
        return new WorkloadCounts(acknowledged.sum(), refused.sum(), unknown.sum());
    }

    /** All operations so far, for {@code HistoryWriter} and checkers of your own. */
    public List<Operation> history() {
        return recorder.history();
    }

    /** Ends the traffic; returns when each client has its last answer. */
    public void stop() {
        clients.forEach(Client::rest);
        for (Thread thread : threads) {
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        stop();
    }

    /**
     * Ends the traffic and reads every key that was written: each must hold its last acknowledged write, or one of unknown
     * outcome, which may take effect at any time; each counter at least the acknowledged increments, and no more than those that may have
     * happened.
     */
    public void assertNoAcknowledgedWriteLost() {
        stop();
        Map<String, List<Operation>> writes = new TreeMap<>();
        for (Operation operation : recorder.history()) {
            Kind kind = operation.action().kind();
            if (operation.outcome() != Outcome.FAIL && (kind == Kind.WRITE || kind == Kind.INCR)) {
                writes.computeIfAbsent(operation.key(), key -> new ArrayList<>())
                        .add(operation);
            }
        }
        List<String> lost = new ArrayList<>();
        writes.forEach((key, of) -> {
            Long value = read(key);
            String wrong = key.startsWith("counter-") ? sumIsWrong(of, value) : writeIsMissing(of, value);
            if (!wrong.isEmpty()) {
                lost.add(key + " holds " + value + wrong);
            }
        });
        if (!lost.isEmpty()) {
            throw new AssertionError("acknowledged writes were lost (" + counts() + "):\n  "
                    + String.join("\n  ", lost.subList(0, Math.min(20, lost.size()))));
        }
    }

    /** Ends the traffic and checks whether every answer fits one order of all operations. */
    public void assertLinearizable() {
        stop();
        LinearizabilityReport report = new LinearizabilityChecker().check(recorder.history());
        if (!report.linearizable()) {
            throw new AssertionError(report.toString());
        }
    }

    private static String sumIsWrong(List<Operation> increments, @Nullable Long value) {
        long atLeast = increments.stream()
                .filter(operation -> operation.outcome() == Outcome.OK)
                .count();
        long sum = value == null ? 0 : value;
        return sum >= atLeast && sum <= increments.size()
                ? ""
                : ", but " + atLeast + " increments were acknowledged and " + (increments.size() - atLeast)
                        + " more may have happened";
    }

    /** Of shared keys the last acknowledged write is not known from outside; that is for the check of linearizability. */
    private static String writeIsMissing(List<Operation> writes, @Nullable Long value) {
        if (writes.get(0).key().startsWith("shared-")) {
            return value == null ? ", but writes were made and nobody deletes" : "";
        }
        long last = 0;
        Set<Long> mayComeLate = new HashSet<>();
        for (Operation write : writes) {
            if (write.action().value() instanceof Long written) {
                if (write.outcome() == Outcome.OK) {
                    last = Math.max(last, written);
                } else {
                    mayComeLate.add(written);
                }
            }
        }
        long now = value == null ? 0 : value;
        return now >= last || mayComeLate.contains(now) ? "" : ", but " + last + " was acknowledged";
    }

    /** The value now, from whoever answers; recorded, so that the check of linearizability sees it too. */
    private @Nullable Long read(String key) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int turn = 0; ; turn++) {
            List<Registers> usable = members.get();
            if (!usable.isEmpty()) {
                HistoryRecorder.Invocation invocation = recorder.begin("verifier", Action.read(key));
                try {
                    Long value = usable.get(turn % usable.size()).get(key);
                    invocation.ok(value);
                    return value;
                } catch (GridException notNow) {
                    invocation.fail();
                    if (System.nanoTime() - deadline > 0) {
                        throw new AssertionError(key + " cannot be read: " + notNow.getMessage(), notNow);
                    }
                }
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
