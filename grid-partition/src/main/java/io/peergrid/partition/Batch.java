package io.peergrid.partition;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The replies of a batch as they come in. */
final class Batch extends CompletableFuture<List<Reply>> {
    private final AtomicReferenceArray<Reply> replies;
    private final AtomicInteger missing;

    Batch(int size) {
        replies = new AtomicReferenceArray<>(size);
        missing = new AtomicInteger(size);
    }

    /** Called once for each index. */
    void replied(int index, Reply reply) {
        replies.set(index, reply);
        if (missing.decrementAndGet() == 0) {
            Reply[] all = new Reply[replies.length()];
            Arrays.setAll(all, replies::get);
            complete(List.of(all));
        }
    }
}
