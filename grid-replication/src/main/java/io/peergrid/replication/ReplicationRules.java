package io.peergrid.replication;

import io.peergrid.partition.Request;
import org.jspecify.annotations.Nullable;

/**
 * The decisions on which safety rests, one method each, so that a test can turn one off and see that it is missed. The
 * product knows {@link #standard()} only.
 */
public class ReplicationRules {
    private static final ReplicationRules STANDARD = new ReplicationRules();

    ReplicationRules() {}

    public static ReplicationRules standard() {
        return STANDARD;
    }

    /** Whether a member of the ack set counts as having an entry (I9, I10). */
    boolean countsAsAcknowledged(boolean acknowledged, long silentNanos) {
        return acknowledged;
    }

    /** Whether a replica whose removal was requested stays in the ack set until that is installed (I13). */
    boolean keepsUntilRemovalIsInstalled() {
        return true;
    }

    /** Whether a learner is in the ack set before its addition is requested (I14). */
    boolean joinsAckSetBeforeAddition() {
        return true;
    }

    /** Whether a new primary waits for its barrier (I19). */
    boolean waitsForBarrier() {
        return true;
    }

    /** Whether a replica compares the predecessor of an entry with its own log (I17, I18). */
    boolean checksPredecessor() {
        return true;
    }

    /** Whether entries of an older slotTerm are refused (I17). */
    boolean fencesOlderTerms() {
        return true;
    }

    /** Whether a read at the primary waits for pending entries of its keys (I12). */
    boolean primaryReadsWait() {
        return true;
    }

    /** Whether a read at a replica waits for pending entries of its keys (I12). */
    boolean replicaReadsWait() {
        return true;
    }

    /**
     * What a read answers while its key is pending, instead of waiting. Null: it waits. The value before a pending entry
     * is never an answer (I12).
     */
    byte @Nullable [] answerWhilePending(StateMachine machine, Request.Part part) {
        return null;
    }

    /** Whether an operation that changes nothing waits for pending entries it depends on (I12). */
    boolean negativeAnswersWait() {
        return true;
    }

    /** Whether a retry gets the first result (I24). */
    boolean remembersOperations() {
        return true;
    }

    /** Whether nothing commits with too few in-sync copies (I11). */
    boolean respectsMinInSync() {
        return true;
    }

    /** Whether a replica takes entries for committed only when the primary says so. */
    boolean replicaWaitsForWatermark() {
        return true;
    }

    /** Whether a read compares the stamp before it answers (protocol 2.5). */
    boolean checksStamp() {
        return true;
    }

    /** Whether a read at a replica needs a lease (I22). */
    boolean replicaReadsNeedLease() {
        return true;
    }

    /** Whether learners answer no reads (protocol 2.6). */
    boolean learnersDoNotRead() {
        return true;
    }

    /** Whether a replica that consented to leave stops answering reads (I20). */
    boolean consentStopsReading() {
        return true;
    }
}
