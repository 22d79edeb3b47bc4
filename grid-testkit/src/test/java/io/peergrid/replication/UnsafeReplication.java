package io.peergrid.replication;

/** Rules of replication with one decision wrong each, under the names of protocol 3.1. */
public final class UnsafeReplication {
    private UnsafeReplication() {}

    /** @param rule which one is turned off */
    public static ReplicationRules without(String rule) {
        return switch (rule) {
            case "ackOnTimeout" ->
                new ReplicationRules() {
                    @Override
                    boolean countsAsAcknowledged(boolean acknowledged, long silentNanos) {
                        return acknowledged || silentNanos > 300_000_000L;
                    }
                };
            case "shrinkBeforeChosen" ->
                new ReplicationRules() {
                    @Override
                    boolean keepsUntilRemovalIsInstalled() {
                        return false;
                    }
                };
            case "addWithoutAckSet" ->
                new ReplicationRules() {
                    @Override
                    boolean joinsAckSetBeforeAddition() {
                        return false;
                    }
                };
            case "noBarrier" ->
                new ReplicationRules() {
                    @Override
                    boolean waitsForBarrier() {
                        return false;
                    }
                };
            case "noPrevCheck" ->
                new ReplicationRules() {
                    @Override
                    boolean checksPredecessor() {
                        return false;
                    }
                };
            case "applyBeforeCommit" ->
                new ReplicationRules() {
                    @Override
                    boolean primaryReadsWait() {
                        return false;
                    }
                };
            case "negativeBeforeCommit" ->
                new ReplicationRules() {
                    @Override
                    boolean negativeAnswersWait() {
                        return false;
                    }
                };
            case "commitBelowMin" ->
                new ReplicationRules() {
                    @Override
                    boolean respectsMinInSync() {
                        return false;
                    }
                };
            case "noPendingCheck" ->
                new ReplicationRules() {
                    @Override
                    boolean replicaReadsWait() {
                        return false;
                    }
                };
            case "watermarkReceived" ->
                new ReplicationRules() {
                    @Override
                    boolean replicaWaitsForWatermark() {
                        return false;
                    }
                };
            case "noReadStamp" ->
                new ReplicationRules() {
                    @Override
                    boolean checksStamp() {
                        return false;
                    }
                };
            case "replicaReadNoLease" ->
                new ReplicationRules() {
                    @Override
                    boolean replicaReadsNeedLease() {
                        return false;
                    }
                };
            case "learnerReads" ->
                new ReplicationRules() {
                    @Override
                    boolean learnersDoNotRead() {
                        return false;
                    }
                };
            case "consentKeepsReading" ->
                new ReplicationRules() {
                    @Override
                    boolean consentStopsReading() {
                        return false;
                    }
                };
            case "noRecords" ->
                new ReplicationRules() {
                    @Override
                    boolean remembersOperations() {
                        return false;
                    }
                };
            case "noFence" ->
                new ReplicationRules() {
                    @Override
                    boolean fencesOlderTerms() {
                        return false;
                    }
                };
            default -> throw new IllegalArgumentException(rule);
        };
    }
}
