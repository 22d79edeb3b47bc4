package io.peergrid.bench.redis;

import io.peergrid.bench.harness.Seat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Three primaries and three replicas of {@code redis-server} without a disk. Ends them with itself. */
final class RedisCluster implements AutoCloseable {
    private static final int NODES = 6;
    /** Where the nodes talk to each other, relative to their ports. */
    private static final int BUS_OFFSET = 10_000;

    private static final int PORT_MIN = 12_000;
    private static final int PORT_MAX = 32_000;

    private final List<Process> servers = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    RedisCluster(Seat seat) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        for (int i = 0; i < NODES; i++) {
            int port = port();
            ports.add(port);
            Path directory = Files.createDirectories(seat.directory().resolve("redis-" + i));
            servers.add(new ProcessBuilder(
                            "redis-server",
                            "--bind",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port),
                            "--cluster-enabled",
                            "yes",
                            "--save",
                            "",
                            "--appendonly",
                            "no",
                            "--repl-diskless-sync-delay",
                            "0",
                            "--dir",
                            directory.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start());
        }
        create();
    }

    static String version() {
        try {
            Process process = new ProcessBuilder("redis-server", "--version").start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceAll("(?s).*v=([0-9.]+).*", "$1");
        } catch (IOException e) {
            return "missing";
        }
    }

    private static int port() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MAX);
            if (isFree(port) && isFree(port + BUS_OFFSET)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void create() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
        ports.forEach(port -> command.add("127.0.0.1:" + port));
        command.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
        for (int attempt = 0; attempt < 20; attempt++) {
            Process create = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (create.waitFor(60, TimeUnit.SECONDS) && create.exitValue() == 0) {
                awaitReplicas();
                return;
            }
            Thread.sleep(250);
        }
        throw new IOException("the cluster could not be created");
    }

    /** WAIT 1 answers only when each primary has its replica. */
    private void awaitReplicas() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 600; attempt++) {
            int linked = 0;
            for (int port : ports) {
                linked += ask(port, "info", "replication").contains("state=online") ? 1 : 0;
            }
            boolean agreed = ports.stream().allMatch(this::isWell);
            if (linked == NODES / 2 && agreed) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IOException("the replicas did not come up");
    }

    private boolean isWell(int port) {
        try {
            return ask(port, "cluster", "info").contains("cluster_state:ok");
        } catch (IOException e) {
            return false;
        }
    }

    private static String ask(int port, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(port)));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    List<Integer> ports() {
        return ports;
    }

    /** Memory the servers hold, of all nodes. */
    long usedBytes() {
        long bytes = 0;
        for (int port : ports) {
            try {
                bytes += Long.parseLong(ask(port, "info", "memory").replaceAll("(?s).*used_memory:([0-9]+).*", "$1"));
            } catch (IOException e) {
                return -1;
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        servers.forEach(Process::destroyForcibly);
    }
}
