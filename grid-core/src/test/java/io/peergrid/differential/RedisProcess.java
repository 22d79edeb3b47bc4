package io.peergrid.differential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Redis in a process of its own, without persistence, behind a socket file in a directory that goes with it. */
final class RedisProcess implements Side, AutoCloseable {
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Path directory;
    private final Process process;
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(64 * 1024).flip();

    private RedisProcess(Path directory, Process process, SocketChannel channel) {
        this.directory = directory;
        this.process = process;
        this.channel = channel;
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "redis-server")));
    }

    static RedisProcess start() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("redis");
        Path socket = directory.resolve("socket");
        Process process = new ProcessBuilder(
                        "redis-server",
                        "--port",
                        "0",
                        "--unixsocket",
                        socket.toString(),
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--dir",
                        directory.toString(),
                        // Then trimming with ~ is exact.
                        "--stream-node-max-entries",
                        "1")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        long deadline = System.nanoTime() + START_NANOS;
        while (true) {
            try {
                SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                return new RedisProcess(directory, process, channel);
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                    process.destroyForcibly();
                    throw notYet;
                }
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
    }

    String version() {
        String info = call(List.of(Reply.bytes("INFO"), Reply.bytes("server")));
        return info.replaceFirst("(?s).*redis_version:([0-9.]+).*", "$1");
    }

    @Override
    public void reset() {
        call(List.of(Reply.bytes("FLUSHALL")));
    }

    @Override
    public String call(List<byte[]> command) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(Reply.bytes("*" + command.size() + "\r\n"));
            for (byte[] argument : command) {
                out.writeBytes(Reply.bytes("$" + argument.length + "\r\n"));
                out.writeBytes(argument);
                out.writeBytes(Reply.bytes("\r\n"));
            }
            ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return readReply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readReply() throws IOException {
        String line = readLine();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> Reply.status(rest);
            case '-' -> Reply.error(rest);
            case ':' -> Reply.whole(Long.parseLong(rest));
            case '$' -> rest.equals("-1") ? Reply.NIL : Reply.bulk(readBulk(Integer.parseInt(rest)));
            case '*' -> {
                int count = Integer.parseInt(rest);
                List<String> items = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    items.add(readReply());
                }
                yield count < 0 ? Reply.NIL : Reply.items(items);
            }
            default -> throw new IOException("no reply: " + line);
        };
    }

    private byte[] readBulk(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = readByte();
        }
        readByte();
        readByte();
        return bytes;
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte b = readByte(); b != '\n'; b = readByte()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private byte readByte() throws IOException {
        if (!in.hasRemaining()) {
            in.clear();
            if (channel.read(in) < 0) {
                throw new IOException("Redis closed the connection");
            }
            in.flip();
        }
        return in.get();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
