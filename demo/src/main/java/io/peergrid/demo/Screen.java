package io.peergrid.demo;

import java.util.Locale;

/**
 * Where the demo prints. Colours and redrawn lines appear only on a terminal that can show them; a pipe or a log gets
 * plain lines. Thread-safe: each call prints whole lines.
 */
interface Screen {
    int WIDTH = 80;

    /** Prints a line above the prompt, if there is one. */
    void line(String text);

    /** Redraws the line being worked on, such as a progress bar; on a plain output prints nothing. */
    void redraw(String text);

    boolean colours();

    default void line() {
        line("");
    }

    default void line(String format, Object... arguments) {
        line(String.format(Locale.ROOT, format, arguments));
    }

    default String paint(Colour colour, String text) {
        return colours() ? colour.code + text + "\u001b[0m" : text;
    }

    /** The name of a member in its colour; other names stay plain. */
    default String member(String name) {
        int number = Members.number(name);
        return number == 0 ? name : paint(Colour.ofMember(number), name);
    }

    /** Colours that read on dark and on light backgrounds. */
    enum Colour {
        BOLD("\u001b[1m"),
        DIM("\u001b[2m"),
        RED("\u001b[31m"),
        GREEN("\u001b[32m"),
        YELLOW("\u001b[33m"),
        BLUE("\u001b[34m"),
        MAGENTA("\u001b[35m"),
        CYAN("\u001b[36m");

        private static final Colour[] OF_MEMBERS = {CYAN, YELLOW, MAGENTA, GREEN, BLUE, RED};

        private final String code;

        Colour(String code) {
            this.code = code;
        }

        /** The colour of the n-th member, from 1. */
        static Colour ofMember(int number) {
            return OF_MEMBERS[Math.floorMod(number - 1, OF_MEMBERS.length)];
        }
    }
}
