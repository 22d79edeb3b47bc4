package io.peergrid.demo;

import java.util.ArrayList;
import java.util.List;

/** Keeps what was printed. Thread-safe. */
final class RecordingScreen implements Screen {
    private final List<String> lines = new ArrayList<>();

    @Override
    public synchronized void line(String text) {
        lines.add(text);
    }

    @Override
    public void redraw(String text) {}

    @Override
    public boolean colours() {
        return false;
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
