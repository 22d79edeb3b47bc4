package io.peergrid.testkit.history;

import io.peergrid.testkit.history.Operation.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes linearizable histories: each operation takes effect at one instant between its start and its end. */
final class RandomHistory {
    private final Random random;
    private final int clients;
    private final int keys;
    private final int values;
    private final double unknown;
    private final Map<String, Object> register = new HashMap<>();
    private final List<Operation> history = new ArrayList<>();
    private final List<Running> running = new ArrayList<>();
    private long now;
    private int unique;
    private int life;

    /**
     * @param values how many different values there are, or 0 for a new one each time
     * @param unknown share of operations that end without an answer; half of those take effect, some of them late
     */
    RandomHistory(Random random, int clients, int keys, int values, double unknown) {
        this.random = random;
        this.clients = clients;
        this.keys = keys;
        this.values = values;
        this.unknown = unknown;
    }

    private static final class Running {
        final String process;
        final Action action;
        final long startNanos;
        final boolean unknown;
        boolean applied;

        @Nullable
        Object result;

        Running(String process, Action action, long startNanos, boolean unknown) {
            this.process = process;
            this.action = action;
            this.startNanos = startNanos;
            this.unknown = unknown;
        }
    }

    List<Operation> generate(int operations) {
        List<Running> late = new ArrayList<>();
        while (history.size() < operations || !running.isEmpty()) {
            now++;
            if (history.size() + running.size() < operations && running.size() < clients) {
                String process = "p" + (running.size() + clients * life++);
                running.add(new Running(process, action(), now, random.nextDouble() < unknown));
            }
            if (!late.isEmpty() && random.nextInt(10) == 0) {
                apply(late.remove(random.nextInt(late.size())));
            }
            if (random.nextInt(3) > 0 || running.size() == clients) {
                advance(running.get(random.nextInt(running.size())), late);
            }
        }
        return history;
    }

    private void advance(Running chosen, List<Running> late) {
        if (chosen.unknown && !chosen.applied) {
            running.remove(chosen);
            late.add(chosen);
            add(chosen, Outcome.INFO);
        } else if (!chosen.applied) {
            apply(chosen);
        } else {
            running.remove(chosen);
            add(chosen, chosen.unknown ? Outcome.INFO : Outcome.OK);
        }
    }

    private void add(Running ended, Outcome outcome) {
        Result result = outcome == Outcome.OK ? new Result(ended.result) : null;
        history.add(new Operation(ended.process, ended.action, ended.startNanos, now, outcome, result));
    }

    private void apply(Running operation) {
        Action action = operation.action;
        Object before = register.get(action.key());
        operation.applied = true;
        switch (action.kind()) {
            case READ -> operation.result = before;
            case WRITE -> {
                operation.result = before;
                register.put(action.key(), action.value());
            }
            case DELETE -> {
                operation.result = random.nextBoolean() ? before : (Object) (before != null);
                register.remove(action.key());
            }
            case CAS -> {
                boolean matches = java.util.Objects.equals(before, action.from());
                operation.result = matches;
                if (matches) {
                    register.put(action.key(), action.to());
                }
            }
            case INCR -> {
                long sum = (before == null ? 0 : (Long) before) + (Long) action.value();
                operation.result = sum;
                register.put(action.key(), sum);
            }
        }
    }

    private Action action() {
        int number = random.nextInt(keys);
        // Every fourth key is a counter.
        if (number % 4 == 3) {
            String counter = "c" + number;
            return switch (random.nextInt(4)) {
                case 0 -> Action.read(counter);
                case 1 -> Action.delete(counter);
                default -> Action.increment(counter, values == 0 ? 1 : 1 + random.nextInt(2));
            };
        }
        String key = "k" + number;
        return switch (random.nextInt(6)) {
            case 0, 1 -> Action.read(key);
            case 2, 3 -> Action.write(key, fresh());
            case 4 -> Action.cas(key, random.nextInt(3) == 0 ? "none" : register.get(key), fresh());
            default -> Action.delete(key);
        };
    }

    private String fresh() {
        return "v" + (values == 0 ? unique++ : random.nextInt(values));
    }
}
