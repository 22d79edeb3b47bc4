package io.peergrid.command;

import io.peergrid.command.sortedset.SortedSetCommands;
import io.peergrid.replication.StateMachine.Decision;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Measures the processor time that commands on sorted sets of 100 to 1,000,000 members take, and the heap per member: {@code main} prints it. Run with a fixed heap. */
final class SortedSetFigures {
    private static final int CALLS = 20_000;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final KeyspaceStateMachine machine = new KeyspaceStateMachine(1, KeyspaceLimits.ofMemory(4L << 30));
    private final Random random = new Random(1);
    private long version;

    private SortedSetFigures() {}

    public static void main(String[] arguments) {
        for (int round = 0; round < 2; round++) {
            for (int members : new int[] {100, 1_000, 10_000, 100_000, 1_000_000}) {
                new SortedSetFigures().measure(members, round > 0);
            }
        }
    }

    private void measure(int members, boolean shown) {
        long used = usedBytes();
        for (int from = 0; from < members; from += 100) {
            List<Value> pairs = new ArrayList<>(List.of(Value.of("z")));
            for (int i = from; i < from + 100; i++) {
                pairs.add(new Value.Real(random.nextDouble() * 1e6));
                pairs.add(member(i));
            }
            decide(SortedSetCommands.ADD.of(pairs.toArray(Value[]::new)));
        }
        double heap = usedBytes() - used;
        double counted = machine.bytes();
        double add = nanos(() -> decide(SortedSetCommands.ADD.of(
                Value.of("z"), new Value.Real(random.nextDouble() * 1e6), member(random.nextInt(members)))));
        double rank = nanos(() -> read(SortedSetCommands.RANK.of(Value.of("z"), member(random.nextInt(members)))));
        double range = nanos(() -> {
            long start = random.nextInt(members - 10);
            read(SortedSetCommands.RANGE.of(Value.of("z"), Value.of(start), Value.of(start + 9)));
        });
        double byScore = nanos(() -> {
            Value score = new Value.Real(random.nextDouble() * 1e6);
            read(SortedSetCommands.RANGE_BY_SCORE.of(
                    Value.of("z"), score, Value.of("+inf"), Value.of("LIMIT"), Value.of(0), Value.of(10)));
        });
        if (shown) {
            System.out.printf(
                    "%,d members: %.1f B a member (heap %.1f); ZADD %.0f ns, ZRANK %.0f ns, ZRANGE of 10 %.0f ns, by score %.0f ns%n",
                    members, counted / members, heap / members, add, rank, range, byScore);
        }
    }

    private double nanos(Runnable call) {
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        double least = Double.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long start = CLOCK.getCurrentThreadCpuTime();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            least = Math.min(least, (CLOCK.getCurrentThreadCpuTime() - start) / (double) CALLS);
        }
        return least;
    }

    private void decide(Command<?> command) {
        Decision decision = machine.decide(0, command.toBytes(), ++version, 1_000);
        machine.apply(0, version, decision.effects());
    }

    private void read(Command<?> command) {
        machine.read(0, command.toBytes(), 1_000);
    }

    private static Value member(int i) {
        return Value.of(String.format("member:%06d", i));
    }

    private static long usedBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
