package io.peergrid.transaction;

import io.peergrid.command.Command;
import io.peergrid.command.CommandException;
import io.peergrid.command.TransactionCommit;
import io.peergrid.command.TransactionPreview;
import io.peergrid.map.DeferredCalls;
import io.peergrid.map.SlotCalls;
import io.peergrid.partition.Reply;
import io.peergrid.partition.Reply.Status;
import io.peergrid.partition.Request;
import io.peergrid.store.Key;
import io.peergrid.wire.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One attempt of a transaction, as its structures see it: a call is not carried out but previewed behind those before it. Calls
 * made at the same time are taken one after the other. Thread-safe.
 */
public final class TransactionCalls extends DeferredCalls {
    /** Each call is decided again in the preview of each later one. */
    static final int CALLS_MAX = 1_000;

    private static final String CONFLICT = "others changed what this transaction has read: it begins anew";
    private static final String OVER = "this transaction is over; its structures end with it";

    private final String tag;
    private final int slot;
    private final int bytesMax;
    private final long deadlineNanos;
    private final List<byte[]> commands = new ArrayList<>();
    private final Map<Key, Long> seen = new LinkedHashMap<>();
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private long bytes;
    private boolean mutates;
    private boolean conflict;
    private boolean over;

    /** @param bytesMax of all commands together */
    public TransactionCalls(SlotCalls grid, String tag, int slot, int bytesMax, long deadlineNanos) {
        super(grid);
        this.tag = tag;
        this.slot = slot;
        this.bytesMax = bytesMax;
        this.deadlineNanos = deadlineNanos;
    }

    /** Whether this attempt cannot be committed any more, whatever its body made of that. */
    public synchronized boolean hasConflict() {
        return conflict;
    }

    /** Whether there is anything to commit. */
    synchronized boolean mutates() {
        return mutates;
    }

    /** Ends the attempt: what it saw and asked for. */
    public synchronized TransactionCommit finish() {
        over = true;
        return new TransactionCommit(seen, commands);
    }

    @Override
    public synchronized CompletionStage<Reply> call(Request.Part part, long callDeadlineNanos) {
        if (part.slot() != slot) {
            throw new IllegalArgumentException("a key or name of another slot than \"" + tag + "\" (CROSSSLOT): "
                    + "give it the hash tag of the transaction, as in \"{" + tag + "}name\"");
        }
        long deadline = callDeadlineNanos - deadlineNanos < 0 ? callDeadlineNanos : deadlineNanos;
        CompletableFuture<Reply> result = last.thenCompose(before -> preview(part, deadline));
        last = result;
        return result;
    }

    private synchronized CompletionStage<Reply> preview(Request.Part part, long deadline) {
        if (over || conflict) {
            return CompletableFuture.completedFuture(refused(over ? OVER : CONFLICT));
        }
        bytes += part.command().length;
        if (commands.size() == CALLS_MAX || bytes > bytesMax) {
            return CompletableFuture.completedFuture(refused("a transaction has at most " + CALLS_MAX + " calls and "
                    + bytesMax + " bytes of arguments: use putAll and its like, or several transactions"));
        }
        List<byte[]> all = new ArrayList<>(commands);
        all.add(part.command());
        TransactionPreview preview = new TransactionPreview(all);
        Request.Part read = new Request.Part(slot, false, preview.toBytes());
        Reply now = grid().readNow(read);
        CompletionStage<Reply> reply =
                now != null ? CompletableFuture.completedFuture(now) : grid().call(read, deadline);
        return reply.thenApply(answer -> taken(part, preview, answer));
    }

    private synchronized Reply taken(Request.Part part, TransactionPreview preview, Reply reply) {
        if (reply.status() != Status.DONE) {
            return reply;
        }
        TransactionPreview.Answer answer;
        try {
            answer = preview.result(reply.payload());
        } catch (CommandException | WireFormatException refused) {
            return reply;
        }
        byte[] own = answer.last();
        if (own == null || !isAsSeen(answer.seen())) {
            conflict = true;
            return refused(CONFLICT);
        }
        seen.putAll(answer.seen());
        if (own[0] == Command.OK) {
            commands.add(part.command());
            mutates |= part.mutation();
        }
        return new Reply(Status.DONE, reply.epoch(), null, own);
    }

    private boolean isAsSeen(Map<Key, Long> now) {
        return now.entrySet().stream().allMatch(each -> seen.getOrDefault(each.getKey(), each.getValue())
                .equals(each.getValue()));
    }

    private static Reply refused(String why) {
        return new Reply(Status.REFUSED, -1, null, why.getBytes(StandardCharsets.UTF_8));
    }
}
