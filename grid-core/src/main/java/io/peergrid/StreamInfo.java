package io.peergrid;

/**
 * What there is to say about a {@link GridStream}.
 *
 * @param size entries
 * @param lastId the greatest id that there ever was
 * @param maxRemovedId the greatest id that was ever removed by its name; 0-0 if none was
 * @param added how many entries there ever were
 * @param groups how many groups of consumers there are
 */
public record StreamInfo(long size, StreamId lastId, StreamId maxRemovedId, long added, int groups) {}
