package io.peergrid.testkit.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Hosts with an address each, joined by a bridge: network namespaces of Linux. What is cut is cut by a route that leads nowhere, so one direction can
 * be cut alone and open connections stay open. Nothing outside these namespaces is touched. Needs root. Used by one thread.
 */
final class Hosts implements AutoCloseable {
    private static final Duration COMMAND_WITHIN = Duration.ofSeconds(10);
    private static final String NETWORK = "10.77.0.";

    private static final Path NAMESPACES = Path.of("/run/netns");
    /** The id of the process that made it follows. */
    private static final String OURS = "peergrid-";

    private final String prefix = OURS + ProcessHandle.current().pid();
    private final Thread shutdownHook = new Thread(this::delete, "chaos-hosts");
    private final int count;
    private final Set<Cut> cuts = new HashSet<>();

    /** What one host sends to another is lost. */
    private record Cut(int from, int to) {}

    /** @throws IllegalStateException if this machine or this user cannot have such hosts */
    Hosts(int count) {
        this.count = count;
        deleteLeftOver();
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        try {
            run("ip", "netns", "add", bridge());
            run("ip", "-n", bridge(), "link", "add", "br0", "type", "bridge");
            run("ip", "-n", bridge(), "link", "set", "br0", "up");
            for (int host = 0; host < count; host++) {
                join(host);
            }
        } catch (IllegalStateException impossible) {
            close();
            throw impossible;
        }
    }

    private void join(int host) {
        String namespace = namespace(host);
        run("ip", "netns", "add", namespace);
        run(
                "ip",
                "-n",
                bridge(),
                "link",
                "add",
                "h" + host,
                "type",
                "veth",
                "peer",
                "name",
                "eth0",
                "netns",
                namespace);
        run("ip", "-n", bridge(), "link", "set", "h" + host, "master", "br0");
        run("ip", "-n", bridge(), "link", "set", "h" + host, "up");
        run("ip", "-n", namespace, "address", "add", address(host) + "/24", "dev", "eth0");
        run("ip", "-n", namespace, "link", "set", "lo", "up");
        run("ip", "-n", namespace, "link", "set", "eth0", "up");
    }

    /** Whether this machine lets this user have such hosts; tried once. */
    static boolean possible() {
        return Trial.PASSED;
    }

    private static final class Trial {
        static final boolean PASSED = passed();

        private static boolean passed() {
            try (Hosts one = new Hosts(1)) {
                return one.count == 1;
            } catch (IllegalStateException impossible) {
                return false;
            }
        }
    }

    String address(int host) {
        return NETWORK + (host + 1);
    }

    /** All addresses, with commas between. */
    String addresses() {
        return String.join(
                ",", IntStream.range(0, count).mapToObj(this::address).toList());
    }

    /** A command that runs the one behind it on the host. */
    List<String> launcher(int host) {
        return List.of("ip", "netns", "exec", namespace(host));
    }

    /** Loses what one host sends to another from now on. */
    void cut(int from, int to) {
        if (from != to && cuts.add(new Cut(from, to))) {
            run("ip", "-n", namespace(from), "route", "add", "blackhole", address(to) + "/32");
        }
    }

    /** Everything arrives again. */
    void heal() {
        cuts.forEach(
                cut -> run("ip", "-n", namespace(cut.from), "route", "delete", "blackhole", address(cut.to) + "/32"));
        cuts.clear();
    }

    /** What a process left that was killed before it could tidy up. */
    private static void deleteLeftOver() {
        for (String namespace : namespaces()) {
            if (namespace.startsWith(OURS)) {
                long maker = Long.parseLong(namespace.split("-", -1)[1]);
                if (ProcessHandle.of(maker).isEmpty()) {
                    run("ip", "netns", "delete", namespace);
                }
            }
        }
    }

    private static List<String> namespaces() {
        String[] names = NAMESPACES.toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    /** What still runs on the hosts loses its network. */
    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // This JVM is ending; the hook does the same.
        }
    }

    private synchronized void delete() {
        for (String namespace : namespaces()) {
            if (namespace.startsWith(prefix + '-')) {
                run("ip", "netns", "delete", namespace);
            }
        }
    }

    private String bridge() {
        return prefix + "-net";
    }

    private String namespace(int host) {
        return prefix + "-h" + host;
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(COMMAND_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " does not end");
            } else if (process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output.strip());
            }
        } catch (IOException e) {
            throw new IllegalStateException(command[0] + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while " + command[0] + " ran", e));
        }
    }
}
