package io.peergrid.command;

/**
 * What a member knows of one namespace.
 *
 * @param entries in its store, copies included
 * @param expirations entries that it removed as their primary because their time was over
 * @param evictions entries that it removed as their primary because their place was needed
 */
public record NamespaceFigures(long entries, long expirations, long evictions) {}
