package io.peergrid.command;

import io.peergrid.command.hash.HashCommands;
import io.peergrid.command.list.ListCommands;
import io.peergrid.command.set.SetCommands;
import io.peergrid.command.sortedset.SortedSetCommands;
import io.peergrid.replication.StateMachine.Decision;
import io.peergrid.value.ElementView;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * The processor time of commands on collections of a given size, decided and applied by one thread. {@code main} prints how it grows from 1,000 to 1,000,000 elements; a fixed heap of
 * 2 GB is enough.
 */
final class CommandTimes {
    /** Each command on one collection of its own. */
    static final Map<String, Function<CommandTimes, Runnable>> COMMANDS = new LinkedHashMap<>();

    private static final int ROUNDS = 15;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    static {
        COMMANDS.put("ZADD", CommandTimes::sortedSetAdd);
        COMMANDS.put("ZRANK", CommandTimes::sortedSetRank);
        COMMANDS.put("ZRANGE of 10 in the middle", CommandTimes::sortedSetRange);
        COMMANDS.put("LRANGE of 100 in the middle", CommandTimes::listRange);
        COMMANDS.put("RPUSH and LPOP", CommandTimes::listPush);
        COMMANDS.put("HSCAN of 100", CommandTimes::hashScan);
        COMMANDS.put("HGET", CommandTimes::hashGet);
        COMMANDS.put("SPOP and SADD", CommandTimes::setPop);
    }

    private final int elements;
    private final KeyspaceStateMachine machine = new KeyspaceStateMachine(1, KeyspaceLimits.ofMemory(4L << 30));
    private final Random random = new Random(1);
    private long version;

    CommandTimes(int elements) {
        this.elements = elements;
    }

    public static void main(String[] arguments) {
        int[] sizes = {1_000, 10_000, 100_000, 1_000_000};
        COMMANDS.forEach((name, command) -> {
            StringBuilder line = new StringBuilder(name).append(':');
            // For the compiler.
            for (int size : sizes) {
                var unused = nanos(name, size, 2_000);
            }
            double least = 0;
            for (int size : sizes) {
                double nanos = nanos(name, size, 2_000);
                least = least == 0 ? nanos : least;
                line.append(String.format(" %,d: %.0f ns (%.1f)", size, nanos, nanos / least));
            }
            System.out.println(line);
        });
    }

    /** Of one call, in nanoseconds: the least of several rounds of so many. */
    static double nanos(String name, int elements, int calls) {
        Function<CommandTimes, Runnable> command = COMMANDS.get(name);
        if (command == null) {
            throw new IllegalArgumentException(name);
        }
        Runnable call = command.apply(new CommandTimes(elements));
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = CLOCK.getCurrentThreadCpuTime();
            for (int i = 0; i < calls; i++) {
                call.run();
            }
            least = Math.min(least, (CLOCK.getCurrentThreadCpuTime() - start) / (double) calls);
        }
        return least;
    }

    private Runnable sortedSetAdd() {
        fillSortedSet();
        return () -> decide(SortedSetCommands.ADD.of(key(), score(), member(random.nextInt(elements))));
    }

    private Runnable sortedSetRank() {
        fillSortedSet();
        return () -> read(SortedSetCommands.RANK.of(key(), member(random.nextInt(elements))));
    }

    private Runnable sortedSetRange() {
        fillSortedSet();
        return () -> {
            int start = elements / 2 + random.nextInt(100);
            read(SortedSetCommands.RANGE.of(key(), Value.of(start), Value.of(start + 9)));
        };
    }

    private void fillSortedSet() {
        fill(i -> List.of(score(), member(i)), SortedSetCommands.ADD);
    }

    private Runnable listRange() {
        fill(i -> List.of(member(i)), ListCommands.PUSH_RIGHT);
        return () -> {
            int start = elements / 2 + random.nextInt(100);
            read(ListCommands.RANGE.of(key(), Value.of(start), Value.of(start + 99)));
        };
    }

    private Runnable listPush() {
        fill(i -> List.of(member(i)), ListCommands.PUSH_RIGHT);
        return () -> {
            decide(ListCommands.PUSH_RIGHT.of(key(), member(1)));
            decide(ListCommands.POP_LEFT.of(key()));
        };
    }

    private Runnable hashScan() {
        fillHash();
        return () -> {
            Value cursor = Value.of(Long.toString(random.nextLong(ElementView.END)));
            read(HashCommands.SCAN.of(key(), cursor, Value.of("COUNT"), Value.of(100)));
        };
    }

    private Runnable hashGet() {
        fillHash();
        return () -> read(HashCommands.GET.of(key(), member(random.nextInt(elements))));
    }

    private void fillHash() {
        fill(i -> List.of(member(i), Value.of("value")), HashCommands.SET);
    }

    private Runnable setPop() {
        fill(i -> List.of(member(i)), SetCommands.ADD);
        int[] next = {elements};
        return () -> {
            decide(SetCommands.POP.of(key()));
            decide(SetCommands.ADD.of(key(), member(next[0]++)));
        };
    }

    private void fill(Function<Integer, List<? extends Value>> element, DataCommand command) {
        for (int from = 0; from < elements; from += 100) {
            List<Value> some = new ArrayList<>(List.of(key()));
            for (int i = from; i < from + 100; i++) {
                some.addAll(element.apply(i));
            }
            decide(command.of(some.toArray(Value[]::new)));
        }
    }

    private void decide(Command<?> command) {
        Decision decision = machine.decide(0, command.toBytes(), ++version, 1_000);
        machine.apply(0, version, decision.effects());
    }

    private void read(Command<?> command) {
        var unused = machine.read(0, command.toBytes(), 1_000);
    }

    private static Value key() {
        return Value.of("key");
    }

    private Value score() {
        return new Value.Real(random.nextDouble() * 1e6);
    }

    private static Value member(int i) {
        return Value.of(String.format("member:%07d", i));
    }
}
