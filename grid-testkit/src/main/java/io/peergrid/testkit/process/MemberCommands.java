package io.peergrid.testkit.process;

import io.peergrid.Grid;
import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.GridStatus;
import io.peergrid.GridTopology;
import io.peergrid.testkit.workload.Registers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a member process can be told to do. Thread-safe. */
final class MemberCommands {
    private final Grid grid;
    private final Registers registers;
    private final Consumer<String> say;
    private volatile boolean working = true;

    /** @param say writes one line to the process that gives the commands */
    MemberCommands(Grid grid, Consumer<String> say) {
        this.grid = grid;
        registers = Registers.of(grid);
        this.say = say;
    }

    List<String> obey(String command, List<String> words) {
        return switch (command) {
            case "put" -> value(map(words.get(0)).put(words.get(1), words.get(2)));
            case "get" -> value(map(words.get(0)).get(words.get(1)));
            case "delete" -> List.of(String.valueOf(map(words.get(0)).delete(words.get(1))));
            case "readNumber" -> number(registers.get(words.get(0)));
            case "writeNumber" -> number(registers.put(words.get(0), Long.parseLong(words.get(1))));
            case "swapNumber" ->
                List.of(String.valueOf(
                        registers.replace(words.get(0), Long.parseLong(words.get(1)), Long.parseLong(words.get(2)))));
            case "addOne" -> number(registers.increment(words.get(0)));
            case "size" -> List.of(String.valueOf(map(words.get(0)).mappingCount()));
            case "status" -> status();
            case "topology" -> topology();
            case "awaitHealthy" ->
                List.of(grid.awaitHealthy(Duration.ofMillis(Long.parseLong(words.get(0))))
                        .toString());
            case "workload" -> workload(words.get(0), words.get(1), Integer.parseInt(words.get(2)));
            case "rest" -> rest();
            default -> throw new IllegalArgumentException("nobody knows the command " + command);
        };
    }

    private GridMap<String, String> map(String name) {
        return grid.map(name, String.class, String.class);
    }

    private static List<String> number(@Nullable Long number) {
        return number == null ? List.of() : List.of(number.toString());
    }

    private static List<String> value(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    private List<String> status() {
        GridStatus status = grid.status();
        List<String> words = new ArrayList<>(List.of(
                status.level().name(),
                String.valueOf(status.members()),
                String.valueOf(status.epoch()),
                String.valueOf(status.slotsHere())));
        words.addAll(status.reasons());
        return words;
    }

    private List<String> topology() {
        GridTopology topology = grid.topology();
        List<String> words = new ArrayList<>(List.of(
                String.valueOf(topology.epoch()),
                String.valueOf(topology.slotsShortOfCopies()),
                String.valueOf(topology.slotsOffline()),
                String.valueOf(topology.slotsLearning())));
        for (GridTopology.MemberShare share : topology.members()) {
            words.add(share.member().id() + ' ' + share.primaries() + ' ' + share.backups());
        }
        return words;
    }

    /** Each thread writes its own keys with rising numbers until {@code rest}; each acknowledged write is said. */
    private List<String> workload(String mapName, String prefix, int threads) {
        working = true;
        for (int i = 0; i < threads; i++) {
            String writer = prefix + '-' + i;
            Thread thread = new Thread(() -> write(mapName, writer), "testkit-writer-" + writer);
            thread.setDaemon(true);
            thread.start();
        }
        return List.of();
    }

    private void write(String mapName, String writer) {
        GridMap<String, Long> map = grid.map(mapName, String.class, Long.class);
        for (long number = 1; working && !grid.isClosed(); number++) {
            String key = writer + '-' + number % AckLog.KEYS_PER_WRITER;
            try {
                map.set(key, number);
                say.accept(Tokens.line("ack", key, String.valueOf(number)));
            } catch (GridException refusedOrUnknown) {
                say.accept(Tokens.line("nack", key, refusedOrUnknown.getClass().getSimpleName()));
            }
        }
    }

    private List<String> rest() {
        working = false;
        return List.of();
    }
}
