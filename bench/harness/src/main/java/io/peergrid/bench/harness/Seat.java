package io.peergrid.bench.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/**
 * A process's place among those of one contestant.
 *
 * @param run unlike that of any other cluster on this machine
 * @param index 0 for the process that drives the load
 * @param count processes at the start; one that joins later has a higher index
 * @param directory to write to; gone after the run
 * @param join what the first process said about itself; empty for that one
 */
public record Seat(String run, int index, int count, Path directory, String join) {

    /** A port of the loopback address that was free a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }
}
