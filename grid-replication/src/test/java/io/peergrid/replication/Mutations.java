package io.peergrid.replication;

import io.peergrid.partition.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One safety rule turned off each, under the names of protocol 3.1. */
final class Mutations {
    private static final Map<String, ReplicationRules> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("ackOnTimeout", new ReplicationRules() {
            @Override
            boolean countsAsAcknowledged(boolean acknowledged, long silentNanos) {
                return acknowledged || silentNanos > 300 * Oracle.MILLIS;
            }
        });
        BY_NAME.put("shrinkBeforeChosen", new ReplicationRules() {
            @Override
            boolean keepsUntilRemovalIsInstalled() {
                return false;
            }
        });
        BY_NAME.put("addWithoutAckSet", new ReplicationRules() {
            @Override
            boolean joinsAckSetBeforeAddition() {
                return false;
            }
        });
        BY_NAME.put("noBarrier", new ReplicationRules() {
            @Override
            boolean waitsForBarrier() {
                return false;
            }
        });
        BY_NAME.put("noPrevCheck", new ReplicationRules() {
            @Override
            boolean checksPredecessor() {
                return false;
            }
        });
        BY_NAME.put("applyBeforeCommit", new ReplicationRules() {
            @Override
            boolean primaryReadsWait() {
                return false;
            }
        });
        BY_NAME.put("negativeBeforeCommit", new ReplicationRules() {
            @Override
            boolean negativeAnswersWait() {
                return false;
            }
        });
        BY_NAME.put("commitBelowMin", new ReplicationRules() {
            @Override
            boolean respectsMinInSync() {
                return false;
            }
        });
        BY_NAME.put("noPendingCheck", new ReplicationRules() {
            @Override
            boolean replicaReadsWait() {
                return false;
            }
        });
        BY_NAME.put("oldCommittedValue", new ReplicationRules() {
            @Override
            byte @Nullable [] answerWhilePending(StateMachine machine, Request.Part part) {
                return ((ToyMachine) machine).readBefore(part.slot(), part.command());
            }
        });
        BY_NAME.put("watermarkReceived", new ReplicationRules() {
            @Override
            boolean replicaWaitsForWatermark() {
                return false;
            }
        });
        BY_NAME.put("noReadStamp", new ReplicationRules() {
            @Override
            boolean checksStamp() {
                return false;
            }
        });
        BY_NAME.put("replicaReadNoLease", new ReplicationRules() {
            @Override
            boolean replicaReadsNeedLease() {
                return false;
            }
        });
        BY_NAME.put("learnerReads", new ReplicationRules() {
            @Override
            boolean learnersDoNotRead() {
                return false;
            }
        });
        BY_NAME.put("consentKeepsReading", new ReplicationRules() {
            @Override
            boolean consentStopsReading() {
                return false;
            }
        });
        BY_NAME.put("noRecords", new ReplicationRules() {
            @Override
            boolean remembersOperations() {
                return false;
            }
        });
        BY_NAME.put("noFence", new ReplicationRules() {
            @Override
            boolean fencesOlderTerms() {
                return false;
            }
        });
    }

    private Mutations() {}

    static Iterable<String> names() {
        return BY_NAME.keySet();
    }

    static ReplicationRules named(String name) {
        ReplicationRules rules = BY_NAME.get(name);
        if (rules == null) {
            throw new IllegalArgumentException(name);
        }
        return rules;
    }
}
