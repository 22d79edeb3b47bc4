package io.peergrid.replication;

import io.peergrid.partition.LocalSlots;
import io.peergrid.partition.Reply;
import io.peergrid.partition.Response;
import io.peergrid.partition.SlotSet;
import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event leads to outside of this member's state: frames, answers, events. Collected under locks, carried out
 * when none is held. For one thread, once.
 */
final class Flush {
    private static final byte[] NOTHING = {};

    private record Due(Call call, Reply reply) {}

    private record Result(MemberId caller, long number, byte[] result) {}

    private final Context context;
    private final Set<PeerSender> senders = new LinkedHashSet<>();
    private final Set<PeerSender> hurried = new LinkedHashSet<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Due> replies = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();
    private final List<Runnable> actions = new ArrayList<>();
    private @Nullable BitSet serving;
    private boolean wake;

    Flush(Context context) {
        this.context = context;
    }

    void send(PeerSender sender) {
        senders.add(sender);
    }

    /** Asks for acknowledgements that somebody waits for. */
    void hurry(PeerSender sender) {
        hurried.add(sender);
    }

    /** Answers what stands now, if this member may still answer. */
    void answer(Answer answer) {
        answers.add(answer);
    }

    /** Tells a caller what its entry came to, as the other copy. */
    void result(MemberId caller, long number, byte[] result) {
        results.add(new Result(caller, number, result));
    }

    /** Answers what was checked already. */
    void reply(Call call, Reply reply) {
        replies.add(new Due(call, reply));
    }

    /** Refuses, or answers that it is not known what became of it. */
    void reply(Call call, Reply.Status status) {
        boolean holds = status == Reply.Status.UNKNOWN || mayRefuse(call);
        replies.add(new Due(call, new Reply(holds ? status : Reply.Status.UNKNOWN, context.epoch(), null, NOTHING)));
    }

    /** Sends the caller to another member. */
    void redirect(Call call, Reply.Status status, MemberId owner, long epoch) {
        if (mayRefuse(call)) {
            replies.add(new Due(call, new Reply(status, epoch, owner, NOTHING)));
        } else {
            reply(call, Reply.Status.UNKNOWN);
        }
    }

    /** A refusal says that nothing happened, so it has to hold for every copy of the frame that it answers (I10). */
    private boolean mayRefuse(Call call) {
        return call.attempt() == 0
                || !call.part().mutation()
                || context.records.refuse(call.caller(), call.number(), call.attempt());
    }

    /** Something else to be done without locks. */
    void later(Runnable action) {
        actions.add(action);
    }

    void event(ReplicationEvent event) {
        actions.add(() -> context.events.accept(event));
    }

    /** The member answers for the slot from now on. */
    void serving(int slot) {
        BitSet slots = serving;
        if (slots == null) {
            slots = new BitSet();
            serving = slots;
        }
        slots.set(slot);
    }

    void wake() {
        wake = true;
    }

    /** Carries everything out. No lock may be held. */
    void run() {
        long now = context.clock.nanoTime();
        for (PeerSender sender : senders) {
            sender.flush(now, context::epoch);
        }
        for (PeerSender sender : hurried) {
            sender.hurry(context.epoch());
        }
        for (Result each : results) {
            context.tell(each.caller, each.number, each.result);
        }
        if (!answers.isEmpty()) {
            settle(context.leaseValid());
        }
        if (!replies.isEmpty()) {
            replyTogether();
        }
        if (serving != null) {
            event(new ReplicationEvent.Serving(context.epoch(), SlotSet.of(serving)));
        }
        // Actions may ask for more of themselves.
        for (int i = 0; i < actions.size(); i++) {
            actions.get(i).run();
        }
        if (wake) {
            context.wakeSoon();
        }
    }

    /** The lease is checked after everything was looked up, then the stamp (protocol 2.5). */
    private void settle(boolean leaseValid) {
        for (Answer answer : answers) {
            boolean unknown = answer.appended() && answer.call().part().mutation();
            if (!leaseValid && needsLease(answer)) {
                reply(answer.call(), unknown ? Reply.Status.UNKNOWN : Reply.Status.NO_LEASE);
            } else if (answer.stamp() != 0 && context.rules.checksStamp() && !stampStands(answer)) {
                reply(answer.call(), unknown ? Reply.Status.UNKNOWN : Reply.Status.TRY_AGAIN);
            } else {
                replies.add(
                        new Due(answer.call(), new Reply(Reply.Status.DONE, context.epoch(), null, answer.result())));
            }
        }
    }

    private boolean needsLease(Answer answer) {
        boolean replica = answer.stamp() != 0 && !SlotStates.isPrimaryStamp(answer.stamp());
        return !replica || context.rules.replicaReadsNeedLease();
    }

    private boolean stampStands(Answer answer) {
        return context.states.stamp(answer.call().slot()) == answer.stamp();
    }

    /** Replies to neighbouring numbers of one caller go in one response. */
    private void replyTogether() {
        int from = 0;
        while (from < replies.size()) {
            Call first = replies.get(from).call;
            List<Reply> together = new ArrayList<>();
            int at = from;
            while (at < replies.size() && continues(first, replies.get(at).call, at - from)) {
                together.add(replies.get(at).reply);
                at++;
            }
            LocalSlots.ReplyTo replyTo = first.replyTo();
            replyTo.reply(first.caller(), new Response(first.number(), first.attempt(), together));
            from = at;
        }
        replies.clear();
    }

    private static boolean continues(Call first, Call call, int offset) {
        return call.replyTo() == first.replyTo()
                && call.caller().equals(first.caller())
                && call.attempt() == first.attempt()
                && call.number() == first.number() + offset;
    }
}
