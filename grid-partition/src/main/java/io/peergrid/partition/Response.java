package io.peergrid.partition;

import java.util.List;

/**
 * Answers to a request or to a part of it, each by its own number: the i-th reply answers the caller's operation
 * {@code number + i}. Replies of one request may come in several responses and from several members.
 *
 * @param attempt of the request that is answered: a refusal stands for that sending only
 * @param replies at least one
 */
public record Response(long number, int attempt, List<Reply> replies) {

    public Response {
        replies = List.copyOf(replies);
    }
}
