package io.peergrid.demo;

import io.peergrid.GridException;
import io.peergrid.demo.Screen.Colour;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Reads commands and carries them out until the user has seen enough. */
final class Shell {
    private static final String PROMPT = "peergrid> ";

    private final Session session;
    private final Console console;
    private final DataCommands data;
    private final FaultCommands faults;

    Shell(Session session, Console console) {
        this.session = session;
        this.console = console;
        data = new DataCommands(session, console);
        faults = new FaultCommands(session, console);
    }

    /** What the user may type, for completion. */
    static List<String> words() {
        return Arrays.stream(Verb.values()).map(Verb::word).toList();
    }

    void run() {
        session.show(console);
        console.line(
                "  Try: %s, then %s, then %s. %s lists the rest.",
                bold("load"), bold("kill 2"), bold("verify"), bold("help"));
        console.line();
        try (faults) {
            for (String line = console.readLine(PROMPT); line != null; line = console.readLine(PROMPT)) {
                if (!line.isBlank() && !carryOut(line)) {
                    return;
                }
            }
        }
    }

    private boolean carryOut(String line) {
        try {
            Command command = Command.parse(line);
            if (command.verb() == Verb.QUIT) {
                return false;
            }
            carryOut(command);
        } catch (IllegalArgumentException | DemoException e) {
            console.line("  " + e.getMessage());
        } catch (GridException e) {
            console.line("  " + console.paint(Colour.RED, String.valueOf(e.getMessage())));
        }
        return true;
    }

    private void carryOut(Command command) {
        switch (command.verb()) {
            case GET -> data.get(command.key());
            case PUT ->
                data.put(
                        command.key(),
                        command.arguments().subList(1, command.arguments().size()));
            case FIND -> data.find(command.text());
            case EXPLAIN -> data.explain(command.key());
            case VERIFY -> data.verify();
            case NODES -> nodes();
            case SLOTS -> slots();
            case EVENTS -> events();
            case ADD -> faults.add();
            case KILL -> faults.kill(command);
            case PAUSE -> faults.pause(command);
            case RESUME -> faults.resume(command);
            case STOP -> faults.stop(command);
            case LOAD -> faults.load(command.text());
            case WAIT -> LocalGrid.pause(command.number() * 1_000L);
            case HELP -> help();
            case QUIT -> throw new IllegalStateException("handled before");
        }
    }

    private void nodes() {
        session.show(console);
        console.line("  " + console.paint(Colour.DIM, "logs: " + session.grid().directory()));
    }

    private void slots() {
        console.line();
        session.pictures().bar(session.grid().grid().topology());
        console.line();
        session.pictures().ranges(session.grid().grid().topology());
        console.line();
    }

    private void events() {
        List<String> recent = session.narrator().recent();
        recent.forEach(console::line);
        if (recent.isEmpty()) {
            console.line("  Nothing yet since the cities were loaded. It is " + Narrator.clock(Instant.now()) + ".");
        }
    }

    private void help() {
        Verb.Group group = null;
        for (Verb verb : Verb.values()) {
            if (verb == Verb.WAIT && console.interactive()) {
                continue;
            }
            String title = verb.group() == group ? "" : verb.group().title();
            group = verb.group();
            console.line(
                    "  %s%s%s", bold(String.format("%-10s", title)), String.format("%-20s", verb.usage()), verb.help());
        }
        console.line();
        console.line(
                "  A first experiment: %s, %s; read the lines, %s. Then %s.",
                bold("load"), bold("kill 2"), bold("verify"), bold("add"));
        console.line("  Keys are city:ID, and the ID alone will do: %s", bold("get 2657896"));
    }

    private String bold(String text) {
        return console.paint(Colour.BOLD, text);
    }
}
