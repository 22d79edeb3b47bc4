package io.peergrid;

import org.jspecify.annotations.Nullable;

/**
 * What there is to say about a group of consumers of a {@link GridStream}.
 *
 * @param consumers how many there are
 * @param pending entries given and not acknowledged
 * @param lastId entries up to this one were given
 * @param read how many entries were ever added up to {@code lastId}; null if entries were removed so that nobody knows
 * @param lag how many entries were not given yet; null if nobody knows
 */
public record StreamGroupInfo(
        String name,
        int consumers,
        long pending,
        StreamId lastId,
        @Nullable Long read,
        @Nullable Long lag) {}
