package io.peergrid.node;

import io.peergrid.membership.Membership;
import io.peergrid.partition.Reply;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.Clock;
import java.nio.charset.StandardCharsets;

/** Says in words why an operation was not done and what would help. Thread-safe. */
final class Diagnosis {
    private final Membership<SlotTable> membership;
    private final Clock clock;

    /** @param clock the member's */
    Diagnosis(Membership<SlotTable> membership, Clock clock) {
        this.membership = membership;
        this.clock = clock;
    }

    String of(Reply reply) {
        String said = new String(reply.payload(), StandardCharsets.UTF_8);
        String text =
                switch (reply.status()) {
                    case NO_LEASE -> membership.lacksMajority(clock.nanoTime()) ? noMajority() : noLease();
                    case TOO_FEW_COPIES ->
                        "Not done: the slot has fewer copies in sync than minInSync demands. It goes on "
                                + "when a copy is complete again; start the missing members or add one.";
                    case OFFLINE ->
                        "Not done: no living member holds the slot. It goes on when a member that holds it "
                                + "comes back.";
                    case OVERLOADED ->
                        "Not done: too many operations are open. Retry after a pause, or limit the callers.";
                    case MOVED, ASK, TRY_AGAIN ->
                        "Not done within the deadline: the slot was changing hands or its "
                                + "member did not answer. Retry.";
                    case UNKNOWN ->
                        "The operation was sent and no answer came: it may have taken effect or may still. Read the "
                                + "key before repeating it.";
                    case REFUSED -> "Refused; a retry ends the same way.";
                    case DONE -> "Done.";
                };
        return said.isEmpty() ? text : text + " Detail: " + said + " (epoch " + reply.epoch() + ")";
    }

    private static String noLease() {
        return "Not done within the deadline: the member that answers for the slot had no valid lease, as while members "
                + "come and go or machines are overloaded. Retry.";
    }

    /** Why there is no majority behind this member. */
    String noMajority() {
        return "Not done: no majority of the voting members stands behind this member; " + wayToMajority();
    }

    private String wayToMajority() {
        return membership.majorityStatus()
                + ". It goes on by itself when more than half of the voters reach each other again: heal the network "
                + "or start the members that are missing, or ask a member on the larger side.";
    }

    /** Why this member has no lease, or is not answered, at this moment. */
    String noLeaseNow() {
        return membership.lacksMajority(clock.nanoTime())
                ? "no majority of the voting members stands behind this member; " + wayToMajority()
                : "this member is renewing its lease, as when members come and go or after a pause";
    }
}
