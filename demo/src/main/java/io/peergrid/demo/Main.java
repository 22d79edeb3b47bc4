package io.peergrid.demo;

import io.peergrid.GridException;
import io.peergrid.testkit.process.MemberProcessException;

/** The demo: a shell over a grid on this machine, or the same story told without a keyboard. */
public final class Main {
    private Main() {}

    /** Exits with 0, with 1 if something failed or was lost, with 2 if the command line was wrong. */
    public static void main(String[] arguments) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.print(Options.HELP);
            return;
        }
        System.exit(run(options) ? 0 : 1);
    }

    private static boolean run(Options options) {
        boolean told = options.story() || options.cache();
        try (Console console = told ? new PlainConsole() : Console.open(Shell.words())) {
            try {
                if (options.story()) {
                    return new Story(options, console).run();
                } else if (options.cache()) {
                    return new CacheStory(options, console).run();
                }
                console.line(console.paint(Screen.Colour.BOLD, "PeerGrid") + ": a data grid inside your JVMs");
                try (Session session = new Session(options, console)) {
                    new Shell(session, console).run();
                }
                return true;
            } catch (DemoException | GridException | MemberProcessException e) {
                console.line("  " + e.getMessage());
                return false;
            }
        }
    }
}
