package io.peergrid.demo;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A screen that is also read from. */
interface Console extends Screen, AutoCloseable {

    /** The next line, or null if there is no more or the user pressed Ctrl-C or Ctrl-D. */
    @Nullable
    String readLine(String prompt);

    /** Whether a person types, who can be asked and can read on while something happens. */
    boolean interactive();

    /** Shows a line below the prompt until it is replaced; an empty one takes it away. Without effect if not interactive. */
    void status(String text);

    @Override
    void close();

    /** The terminal if there is one, otherwise standard input and output line by line. */
    static Console open(List<String> words) {
        try {
            return new TerminalConsole(words);
        } catch (IOException | IllegalStateException e) {
            // Standard input or output is no terminal.
            return new PlainConsole();
        }
    }
}
