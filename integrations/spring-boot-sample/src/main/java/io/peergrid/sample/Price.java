package io.peergrid.sample;

/**
 * What an article costs.
 *
 * @param quote the number of times that prices had been asked for in that process
 * @param process that asked for it
 */
public record Price(String article, long cents, int quote, long process) {}
