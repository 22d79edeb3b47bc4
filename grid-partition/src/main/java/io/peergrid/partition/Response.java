package io.peergrid.partition;

import java.util.List;

/**
 * Answers to a request or to a part of it, each by its own number: the i-th reply answers the caller's operation
 * {@code number + i}. Replies of one request may come in several responses and from several members.
 *
 * @param attempt of the request that is answered; 0 if unknown
 * @param replies at least one
 */
public record Response(long number, int attempt, List<Reply> replies) {

    public Response {
        replies = List.copyOf(replies);
    }

    /** A response that does not say which sending it answers. */
    public Response(long number, List<Reply> replies) {
        this(number, 0, replies);
    }
}
