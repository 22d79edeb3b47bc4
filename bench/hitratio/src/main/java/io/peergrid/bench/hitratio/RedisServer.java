package io.peergrid.bench.hitratio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A redis-server on loopback and a free port, without disk; ends with {@link #close}. */
final class RedisServer implements AutoCloseable {
    private static final int ATTEMPTS = 100;

    private final Process process;
    private final int port;

    private RedisServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Null if there is no redis-server on the path. */
    static @Nullable RedisServer start() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process process;
        try {
            process = new ProcessBuilder(
                            "redis-server", "--port", String.valueOf(port), "--bind", "127.0.0.1", "--save", "", "--appendonly",
                            "no")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return null;
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return new RedisServer(process, port);
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        process.destroy();
        return null;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
