package io.peergrid.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;

/** A person's terminal: line editing, history, completion, and output that leaves the prompt alone. */
final class TerminalConsole implements Console {
    private final Terminal terminal;
    private final LineReader reader;
    private final boolean colours;
    private boolean redrawing;

    /** @throws IllegalStateException if there is no terminal */
    TerminalConsole(List<String> words) throws IOException {
        terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(false)
                .encoding(StandardCharsets.UTF_8)
                .build();
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .completer(new StringsCompleter(words))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.INSERT_TAB, false)
                .build();
        colours = System.getenv("NO_COLOR") == null && !terminal.getType().startsWith("dumb");
        exitOnInterrupt();
    }

    /** Ctrl-C while nothing is read ends the demo in order; the terminal library would end it at once. */
    private void exitOnInterrupt() {
        terminal.handle(Terminal.Signal.INT, signal -> {
            status("");
            System.exit(130);
        });
    }

    @Override
    public synchronized void line(String text) {
        if (redrawing) {
            redrawing = false;
            terminal.writer().print("\r\u001b[K");
        }
        reader.printAbove(text);
    }

    @Override
    public synchronized void redraw(String text) {
        redrawing = true;
        terminal.writer().print("\r" + text + "\u001b[K");
        terminal.flush();
    }

    @Override
    public boolean colours() {
        return colours;
    }

    @Override
    public @Nullable String readLine(String prompt) {
        try {
            return reader.readLine(prompt);
        } catch (UserInterruptException e) {
            // The first Ctrl-C throws away what was typed, the next one ends the demo.
            return e.getPartialLine().isEmpty() ? null : "";
        } catch (EndOfFileException e) {
            return null;
        }
    }

    @Override
    public boolean interactive() {
        return true;
    }

    @Override
    public synchronized void status(String text) {
        Status status = Status.getStatus(terminal);
        if (status != null) {
            status.update(text.isEmpty() ? List.of() : List.of(AttributedString.fromAnsi(text)));
        }
    }

    @Override
    public void close() {
        status("");
        try {
            terminal.close();
        } catch (IOException e) {
            // The process ends anyway, and the terminal's state was restored when the last line was read.
            return;
        }
    }
}
