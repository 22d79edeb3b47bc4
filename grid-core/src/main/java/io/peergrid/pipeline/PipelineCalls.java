package io.peergrid.pipeline;

import io.peergrid.command.CommandException;
import io.peergrid.command.CommandSequence;
import io.peergrid.map.DeferredCalls;
import io.peergrid.map.SlotCalls;
import io.peergrid.partition.Reply;
import io.peergrid.partition.Reply.Status;
import io.peergrid.partition.Request;
import io.peergrid.wire.WireFormatException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;

/**
 * Collects calls, and sends them when told so: all slots at once, one message to an owner. Calls of one slot keep their order: they go as
 * one command, or as one after another where that would be too large. Reads alone need no order. Thread-safe.
 */
public final class PipelineCalls extends DeferredCalls {
    private static final int COMMANDS_MAX = 1_000;
    private static final int BYTES_MAX = 256 * 1024;

    private final IntConsumer changed;
    private List<Waiting> waiting = new ArrayList<>();

    private record Waiting(Request.Part part, CompletableFuture<Reply> reply) {}

    /** @param changed is told of a slot that calls may have changed, before anybody hears of them */
    public PipelineCalls(SlotCalls grid, IntConsumer changed) {
        super(grid);
        this.changed = changed;
    }

    @Override
    public synchronized CompletionStage<Reply> call(Request.Part part, long deadlineNanos) {
        Waiting added = new Waiting(part, new CompletableFuture<>());
        waiting.add(added);
        return added.reply;
    }

    /** Calls that were collected and not sent. */
    public synchronized int size() {
        return waiting.size();
    }

    /** Sends what was collected; completes when the last reply is there. */
    public CompletionStage<Void> send(long deadlineNanos) {
        List<Waiting> taken;
        synchronized (this) {
            taken = waiting;
            waiting = new ArrayList<>();
        }
        Map<Integer, List<Waiting>> bySlot = new LinkedHashMap<>();
        taken.forEach(each -> bySlot.computeIfAbsent(each.part.slot(), slot -> new ArrayList<>())
                .add(each));
        List<Queue<List<Waiting>>> queues = new ArrayList<>();
        for (List<Waiting> calls : bySlot.values()) {
            if (calls.stream().anyMatch(each -> each.part.mutation())) {
                queues.add(inTurn(calls));
            } else {
                calls.forEach(each -> queues.add(new ArrayDeque<>(List.of(List.of(each)))));
            }
        }
        return rounds(queues, deadlineNanos);
    }

    /** Groups to be sent one after the other. */
    private static Queue<List<Waiting>> inTurn(List<Waiting> calls) {
        Queue<List<Waiting>> groups = new ArrayDeque<>();
        List<Waiting> group = new ArrayList<>();
        long bytes = 0;
        for (Waiting each : calls) {
            bytes += each.part.command().length;
            if (!group.isEmpty() && (group.size() == COMMANDS_MAX || bytes > BYTES_MAX)) {
                groups.add(group);
                group = new ArrayList<>();
                bytes = each.part.command().length;
            }
            group.add(each);
        }
        groups.add(group);
        return groups;
    }

    /** The first group of each queue, then the next ones. */
    private CompletionStage<Void> rounds(List<Queue<List<Waiting>>> queues, long deadlineNanos) {
        if (queues.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<List<Waiting>> groups = queues.stream().map(Queue::remove).toList();
        List<Queue<List<Waiting>>> left =
                queues.stream().filter(queue -> !queue.isEmpty()).toList();
        List<Request.Part> parts = groups.stream().map(PipelineCalls::together).toList();
        return grid().callAll(parts, deadlineNanos).thenCompose(replies -> {
            for (int i = 0; i < groups.size(); i++) {
                replied(groups.get(i), replies.get(i));
            }
            return rounds(left, deadlineNanos);
        });
    }

    private static Request.Part together(List<Waiting> group) {
        Request.Part first = group.get(0).part;
        if (group.size() == 1) {
            return first;
        }
        List<byte[]> commands = group.stream().map(each -> each.part.command()).toList();
        return new Request.Part(first.slot(), true, new CommandSequence(commands).toBytes());
    }

    private void replied(List<Waiting> group, Reply reply) {
        if (group.stream().anyMatch(each -> each.part.mutation())) {
            changed.accept(group.get(0).part.slot());
        }
        List<byte[]> answers = group.size() == 1 || reply.status() != Status.DONE ? List.of() : answers(reply);
        for (int i = 0; i < group.size(); i++) {
            Reply own = answers.size() == group.size()
                    ? new Reply(Status.DONE, reply.epoch(), reply.owner(), answers.get(i))
                    : reply;
            group.get(i).reply.complete(own);
        }
    }

    /** Empty if all were refused together; the reply says why to each. */
    private static List<byte[]> answers(Reply reply) {
        try {
            return new CommandSequence(List.of()).result(reply.payload());
        } catch (CommandException | WireFormatException refused) {
            return List.of();
        }
    }
}
