package io.peergrid.bench.hitratio;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A real Redis. Its bound is memory: it is given what it says that it needs for so many entries, each a large one, so that buffers do
 * not matter. An access is {@code SETBIT key last 1}, which answers 0 and makes the entry if it is not there: one command, so that
 * they can be sent together. How many entries it held is looked at by DBSIZE.
 */
final class RedisCache implements TracedCache {
    private static final int BATCH = 500;
    private static final int LEAST_VALUE_BYTES = 4 * 1024;
    private static final int MOST_VALUE_BYTES = 64 * 1024;
    private static final int MEMORY_BYTES = 48 * 1024 * 1024;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final long lastBit;
    private final long nanosAnAccess;
    private final Occupancy occupancy = new Occupancy();
    private long nextNanos = System.nanoTime();
    private int waiting;
    private int hits;

    /** @param rate accesses a second at most; 0 for as fast as it goes */
    RedisCache(int port, String policy, int entries, int rate) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        lastBit = 8L * Math.max(LEAST_VALUE_BYTES, Math.min(MOST_VALUE_BYTES, MEMORY_BYTES / entries)) - 1;
        nanosAnAccess = rate == 0 ? 0 : 1_000_000_000L / rate;
        call("CONFIG", "SET", "maxmemory", "0");
        call("CONFIG", "SET", "maxmemory-policy", policy);
        call("FLUSHALL", "SYNC");
        for (int i = 0; i < entries; i++) {
            call("SETBIT", name(i), String.valueOf(lastBit), "1");
        }
        long bytes = figure("used_memory:") - figure("mem_not_counted_for_evict:");
        call("FLUSHALL", "SYNC");
        call("CONFIG", "SET", "maxmemory", String.valueOf(bytes));
    }

    @Override
    public boolean access(int key) {
        try {
            send("SETBIT", name(key), String.valueOf(lastBit), "1");
            waiting++;
            if (occupancy.isDue()) {
                receive();
                occupancy.note(Long.parseLong(call("DBSIZE").substring(1)));
            } else if (waiting == (nanosAnAccess == 0 ? BATCH : 1)) {
                receive();
            }
            pace();
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int drain() {
        try {
            receive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int found = hits;
        hits = 0;
        return found;
    }

    @Override
    public String entries() {
        return occupancy.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pace() {
        if (nanosAnAccess > 0) {
            nextNanos += nanosAnAccess;
            while (System.nanoTime() - nextNanos < 0) {
                java.util.concurrent.locks.LockSupport.parkNanos(nextNanos - System.nanoTime());
            }
        }
    }

    private static String name(int key) {
        return String.format("key:%010d", key);
    }

    private void receive() throws IOException {
        out.flush();
        for (; waiting > 0; waiting--) {
            hits += reply().equals(":1") ? 1 : 0;
        }
    }

    private String call(String... words) throws IOException {
        send(words);
        out.flush();
        return reply();
    }

    private long figure(String name) throws IOException {
        String info = call("INFO", "memory");
        int at = info.indexOf(name) + name.length();
        return Long.parseLong(info.substring(at, info.indexOf('\r', at)));
    }

    private void send(String... words) throws IOException {
        StringBuilder command = new StringBuilder().append('*').append(words.length).append("\r\n");
        for (String word : words) {
            command.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        }
        out.write(command.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private String reply() throws IOException {
        String line = line();
        if (line.startsWith("-")) {
            throw new IOException("Redis refused: " + line);
        }
        if (!line.startsWith("$")) {
            return line;
        }
        byte[] body = in.readNBytes(Integer.parseInt(line.substring(1)) + 2);
        return new String(body, StandardCharsets.US_ASCII);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("Redis has gone");
            }
            line.append((char) c);
        }
        line.setLength(line.length() - 1);
        return line.toString();
    }
}
