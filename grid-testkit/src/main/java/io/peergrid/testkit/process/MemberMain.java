package io.peergrid.testkit.process;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The program of a {@link ProcessMember}: joins a grid on this machine and obeys lines on standard input,
 * {@code <id> <command> <words>}, each answered by {@code <id> ok <words>} or {@code <id> error <class> <text>} on
 * standard output. Ends when its input ends, so that no member outlives the process that started it.
 */
public final class MemberMain {
    private final Grid grid;
    private final PrintStream out;
    private final MemberCommands commands;
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "testkit-command");
        thread.setDaemon(true);
        return thread;
    });

    private MemberMain(Grid grid, PrintStream out) {
        this.grid = grid;
        this.out = out;
        this.commands = new MemberCommands(grid, this::say);
    }

    /**
     * @param args name of the grid, name of the member, then {@code expected=}, {@code backups=}, {@code minInSync=},
     *     {@code joinSeconds=}; for members that are not found through this machine {@code hosts=}, addresses with commas
     *     between, and {@code bind=}, the member's own
     */
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        // Whatever else writes to standard output must not be taken for an answer.
        System.setOut(System.err);
        Grid grid;
        try {
            grid = Grid.join(config(args));
        } catch (GridException | IllegalArgumentException refused) {
            out.println(Tokens.line("failed", String.valueOf(refused.getMessage())));
            out.flush();
            System.exit(1);
            return;
        }
        new MemberMain(grid, out).serve();
    }

    private static GridConfig config(String[] args) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 2; i < args.length; i++) {
            String[] setting = args[i].split("=", 2);
            settings.put(setting[0], setting[1]);
        }
        String hosts = settings.remove("hosts");
        var builder = hosts == null
                ? GridConfig.local()
                : GridConfig.hosts(hosts.split(",", -1)).secret("secret of the test kit");
        builder.name(args[0]).memberName(args[1]);
        settings.forEach((setting, value) -> {
            var unused =
                    switch (setting) {
                        case "bind" -> builder.bindAddress(value);
                        case "expected" -> builder.expectedMembers(Integer.parseInt(value));
                        case "backups" -> builder.backups(Integer.parseInt(value));
                        case "minInSync" -> builder.minInSync(Integer.parseInt(value));
                        case "joinSeconds" -> builder.joinDeadline(Duration.ofSeconds(Integer.parseInt(value)));
                        default -> throw new IllegalArgumentException("nobody knows the setting " + setting);
                    };
        });
        return builder.build();
    }

    private void serve() throws IOException {
        say(Tokens.line("ready", grid.self().id()));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line;
        while ((line = in.readLine()) != null) {
            List<String> words = Tokens.words(line);
            workers.execute(() -> obey(words));
        }
        Runtime.getRuntime().halt(0);
    }

    private void obey(List<String> words) {
        String id = words.get(0);
        try {
            List<String> answer = commands.obey(words.get(1), words.subList(2, words.size()));
            say(id + " ok " + Tokens.line(answer.toArray(String[]::new)));
        } catch (RuntimeException failed) {
            say(Tokens.line(id, "error", failed.getClass().getSimpleName(), String.valueOf(failed.getMessage())));
        }
    }

    private void say(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
