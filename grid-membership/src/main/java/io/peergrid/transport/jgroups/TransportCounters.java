package io.peergrid.transport.jgroups;

/**
 * What became of frames since the start.
 *
 * @param sent handed to the network or waiting for it
 * @param received handed to the listener
 * @param unreachable dropped because the peer was not reachable
 * @param overflowed dropped because too much waited for the peer
 * @param malformed messages that could not be read
 */
public record TransportCounters(long sent, long received, long unreachable, long overflowed, long malformed) {}
