package io.peergrid.simulation;

/**
 * What became of frames.
 *
 * @param sent frames handed to the network by running nodes
 * @param bytes the bytes in them
 * @param delivered frames handed to a listener, second copies included
 * @param lost dropped at random
 * @param cut dropped by a cut link
 * @param duplicated sent a second time
 * @param undeliverable addressed to a process that is gone or not listening
 */
public record NetworkCounters(
        long sent, long bytes, long delivered, long lost, long cut, long duplicated, long undeliverable) {}
