package io.peergrid.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Commands one after the other, given to both sides. */
final class Sequence {
    private static final int TRIES = 1_000;

    private final Side redis;
    private final GridSide grid;
    private final List<Generator> generators;

    Sequence(Side redis, GridSide grid, List<Generator> generators) {
        this.redis = redis;
        this.grid = grid;
        this.generators = generators;
    }

    /** A step in which the sides differed. */
    record Mismatch(int step, List<byte[]> command, String redis, String grid) {
        @Override
        public String toString() {
            return Reply.shown(command) + "\n  Redis: " + redis + "\n  grid:  " + grid;
        }
    }

    static List<List<byte[]>> generate(Generator generator, long seed, int length, long nowMillis) {
        return generate(generator, seed, length, nowMillis, any -> true);
    }

    /** @param wanted is true of every second command, if the generator can make such */
    static List<List<byte[]>> generate(
            Generator generator, long seed, int length, long nowMillis, Predicate<List<byte[]>> wanted) {
        Random random = new Random(seed);
        List<List<byte[]>> commands = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            List<byte[]> command = generator.command(random, nowMillis);
            for (int tries = 0; i % 2 == 1 && tries < TRIES && !wanted.test(command); tries++) {
                command = generator.command(random, nowMillis);
            }
            commands.add(command);
        }
        return commands;
    }

    /** Told what Redis was asked, and what it replied. */
    interface Listener {
        void replied(List<byte[]> command, String reply);
    }

    /** Runs commands on empty sides, then shows every key. */
    @Nullable
    Mismatch run(List<List<byte[]>> commands, Tally tally) {
        return run(commands, tally, (command, reply) -> {});
    }

    @Nullable
    Mismatch run(List<List<byte[]>> commands, Tally tally, Listener listener) {
        redis.reset();
        grid.reset();
        for (int i = 0; i < commands.size(); i++) {
            List<byte[]> command = commands.get(i);
            String ours = grid.call(command);
            List<byte[]> asked = afterwards(command, ours);
            String theirs = redis.call(asked);
            listener.replied(asked, theirs);
            tally.count(command, theirs);
            if (!Comparison.same(command, compared(command, theirs, ours), ours)) {
                return new Mismatch(i, command, theirs, ours);
            }
        }
        return finalValues(commands.size(), listener);
    }

    /** What the grid popped by chance Redis has to lose as well, and an id that follows from the time has to be the grid's. */
    private static List<byte[]> afterwards(List<byte[]> command, String ours) {
        if (Comparison.name(command).equals("XADD") && ours.startsWith("\"")) {
            return command.stream()
                    .map(word -> Reply.escaped(word).equals("\"*\"") ? Reply.unescaped(ours) : word)
                    .toList();
        }
        if (!Comparison.name(command).equals("SPOP") || Reply.isError(ours) || ours.equals(Reply.NIL)) {
            return command;
        }
        List<byte[]> removal = new ArrayList<>(List.of(Reply.bytes("SREM"), command.get(1)));
        Reply.split(ours).forEach(member -> removal.add(Reply.unescaped(member)));
        return removal.size() == 2 ? command : removal;
    }

    private static String compared(List<byte[]> command, String theirs, String ours) {
        boolean popped = Comparison.name(command).equals("SPOP") && theirs.startsWith(":");
        return popped && theirs.equals(Reply.whole(Reply.split(ours).size())) ? ours : theirs;
    }

    private @Nullable Mismatch finalValues(int step, Listener listener) {
        for (String key : Generator.KEYS) {
            List<List<byte[]>> shows = new ArrayList<>(List.of(command("TYPE", key), command("TTL", key)));
            String type = grid.call(shows.get(0)).substring(1);
            generators.stream()
                    .filter(generator -> generator.type().equals(type))
                    .map(Generator::show)
                    .filter(Objects::nonNull)
                    .forEach(show -> shows.add(command(show.split(" ")[0], key, show.split(" "))));
            for (List<byte[]> show : shows) {
                String ours = grid.call(show);
                String theirs = redis.call(show);
                listener.replied(show, theirs);
                if (!Comparison.same(show, theirs, ours)) {
                    return new Mismatch(step, show, theirs, ours);
                }
            }
        }
        return null;
    }

    private static List<byte[]> command(String name, String key, String... more) {
        List<byte[]> command = new ArrayList<>(List.of(Reply.bytes(name), Reply.bytes(key)));
        for (int i = 1; i < more.length; i++) {
            command.add(Reply.bytes(more[i]));
        }
        return command;
    }

    /** The shortest sequence found that still differs: parts are left out, ever smaller ones. */
    List<List<byte[]>> shrink(List<List<byte[]>> failing) {
        Tally ignored = new Tally();
        List<List<byte[]>> shortest = new ArrayList<>(failing);
        for (int part = Math.max(1, shortest.size() / 2); part >= 1; part /= 2) {
            for (int from = 0; from < shortest.size(); ) {
                List<List<byte[]>> without = new ArrayList<>(shortest.subList(0, from));
                without.addAll(shortest.subList(Math.min(shortest.size(), from + part), shortest.size()));
                if (run(without, ignored) != null) {
                    shortest = without;
                } else {
                    from += part;
                }
            }
        }
        return shortest;
    }
}
