package io.peergrid;

import java.time.Duration;

/**
 * What there is to say about a consumer of a {@link GridStream}.
 *
 * @param pending entries given to it and not acknowledged
 * @param idle since it last asked for something
 */
public record StreamConsumerInfo(String name, long pending, Duration idle) {}
