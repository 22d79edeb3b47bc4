package io.peergrid.demo;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines in, lines out: for pipes, scripts and logs. */
final class PlainConsole implements Console {
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    @Override
    public synchronized void line(String text) {
        out.println(text);
    }

    @Override
    public void redraw(String text) {}

    @Override
    public boolean colours() {
        return false;
    }

    @Override
    public @Nullable String readLine(String prompt) {
        try {
            String line = in.readLine();
            if (line != null) {
                line(prompt + line);
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public void status(String text) {}

    @Override
    public void close() {}
}
