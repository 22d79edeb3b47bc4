package io.peergrid.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the shell can be told, in the order of its help. */
enum Verb {
    GET(Group.DATA, "KEY", 1, 1, "the city of a key, and how long it took"),
    PUT(Group.DATA, "KEY NAME [POP]", 2, 20, "write a city"),
    FIND(Group.DATA, "TEXT", 1, 20, "scan all members for a name"),
    EXPLAIN(Group.DATA, "KEY", 1, 1, "slot, primary and copies of a key"),
    VERIFY(Group.DATA, "", 0, 0, "compare every city with the file it came from"),

    NODES(Group.MEMBERS, "", 0, 0, "members, what they hold, their processes"),
    SLOTS(Group.MEMBERS, "", 0, 0, "which member owns which of the 16,384 slots"),
    EVENTS(Group.MEMBERS, "", 0, 0, "what happened lately"),
    ADD(Group.MEMBERS, "", 0, 0, "start one more member"),

    KILL(Group.FAULTS, "N", 1, 2, "kill -9 member N and watch the vote"),
    PAUSE(Group.FAULTS, "N", 1, 2, "freeze member N (SIGSTOP)"),
    RESUME(Group.FAULTS, "N", 1, 2, "let it go on (SIGCONT)"),
    STOP(Group.FAULTS, "N", 1, 2, "let member N hand over and leave (SIGTERM)"),
    LOAD(Group.FAULTS, "[OPS|off]", 0, 1, "steady traffic while you break things"),

    WAIT(Group.SHELL, "SECONDS", 1, 1, "for scripts"),
    HELP(Group.SHELL, "", 0, 1, "this"),
    QUIT(Group.SHELL, "", 0, 0, "end every process and delete the logs");

    /** How the help is arranged. */
    enum Group {
        DATA("data"),
        MEMBERS("members"),
        FAULTS("break it"),
        SHELL("shell");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final Group group;
    private final String usage;
    private final int least;
    private final int most;
    private final String help;

    Verb(Group group, String usage, int least, int most, String help) {
        this.group = group;
        this.usage = usage;
        this.least = least;
        this.most = most;
        this.help = help;
    }

    Group group() {
        return group;
    }

    String help() {
        return help;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word and what follows it. */
    String usage() {
        return usage.isEmpty() ? word() : word() + " " + usage;
    }

    boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }

    /** Whether the first argument is the number of a member. */
    boolean aimsAtMember() {
        return usage.equals("N");
    }

    static Optional<Verb> of(String word) {
        String wanted =
                switch (word) {
                    case "exit", "bye" -> "quit";
                    case "?" -> "help";
                    default -> word;
                };
        return Arrays.stream(values())
                .filter(verb -> verb.word().equals(wanted))
                .findFirst();
    }
}
