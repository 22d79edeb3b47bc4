package io.peergrid.bench.floors;

import io.peergrid.bench.harness.Contestant;
import io.peergrid.bench.harness.Member;
import io.peergrid.bench.harness.Row;
import io.peergrid.bench.harness.Seat;
import io.peergrid.bench.harness.Store;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Request and answer over plain blocking sockets between two processes, one connection a thread: a get sends a few bytes
 * and takes a value back, a put the other way round.
 */
public final class SocketFloor implements Contestant {
    private static final int REQUEST_BYTES = 24;

    @Override
    public String title() {
        return "TCP ping-pong";
    }

    @Override
    public int processes() {
        return 2;
    }

    @Override
    public Member start(Seat seat) throws IOException {
        return seat.index() == 0 ? new Caller() : new Answerer(Integer.parseInt(seat.join()));
    }

    /** Drives the load; listens first, so that the other can tell where it listens. */
    private static final class Caller implements Member, Store {
        private final ServerSocket meeting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final ThreadLocal<Connection> connections = ThreadLocal.withInitial(this::connect);
        private int port;
        private int valueBytes = 100;

        Caller() throws IOException {}

        @Override
        public String address() {
            return Integer.toString(meeting.getLocalPort());
        }

        @Override
        public void awaitMembers(int members) throws IOException {
            try (Socket other = meeting.accept()) {
                port = new DataInputStream(other.getInputStream()).readInt();
            }
        }

        @Override
        public Store store(Kind kind) {
            if (kind != Kind.SAFE) {
                throw new UnsupportedOperationException("a floor");
            }
            return this;
        }

        @Override
        public boolean has(Row row) {
            return row == Row.REMOTE_GET || row == Row.GET || row == Row.PUT;
        }

        @Override
        public void prepare(int count) {}

        @Override
        public byte @Nullable [] get(int key) throws IOException {
            return connections.get().exchange(REQUEST_BYTES, valueBytes);
        }

        @Override
        public void put(int key, byte[] value) throws IOException {
            connections.get().exchange(value.length, REQUEST_BYTES);
        }

        @Override
        public void putAll(int[] keys, byte[][] values) {
            valueBytes = values[0].length;
        }

        private Connection connect() {
            try {
                return new Connection(new Socket(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                throw new IllegalStateException("the answerer is gone", e);
            }
        }
    }

    private static final class Connection {
        private final DataOutputStream out;
        private final DataInputStream in;

        Connection(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 16_384));
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 16_384));
        }

        byte[] exchange(int there, int back) throws IOException {
            out.writeInt(there);
            out.writeInt(back);
            out.write(new byte[there]);
            out.flush();
            byte[] answer = new byte[back];
            in.readFully(answer);
            return answer;
        }

        void answer() throws IOException {
            int length = in.readInt();
            int back = in.readInt();
            in.readFully(new byte[length]);
            out.write(new byte[back]);
            out.flush();
        }
    }

    private static final class Answerer implements Member {
        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        Answerer(int meeting) throws IOException {
            Thread door = new Thread(this::accept, "accept");
            door.setDaemon(true);
            door.start();
            try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), meeting)) {
                new DataOutputStream(caller.getOutputStream()).writeInt(listening.getLocalPort());
            }
        }

        private void accept() {
            try {
                while (true) {
                    Connection connection = new Connection(listening.accept());
                    Thread thread = new Thread(() -> serve(connection), "answers");
                    thread.setDaemon(true);
                    thread.start();
                }
            } catch (IOException e) {
                // The process ends.
            }
        }

        private static void serve(Connection connection) {
            try {
                while (true) {
                    connection.answer();
                }
            } catch (IOException e) {
                // The caller's thread has ended.
            }
        }

        @Override
        public void awaitMembers(int members) {}

        @Override
        public Store store(Kind kind) {
            throw new UnsupportedOperationException("answers only");
        }
    }
}
