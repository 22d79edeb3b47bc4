package io.peergrid.command;

import io.peergrid.replication.StateMachine.SnapshotPart;

/** A learner that gets a slot part by part while its primary goes on. */
public final class LearnerCopy {
    private final KeyspaceStateMachine learner;
    private final int slot;
    private byte[] cursor;

    /** @param learner holds nothing yet */
    public LearnerCopy(KeyspaceStateMachine learner, int slot) {
        this.learner = learner;
        this.slot = slot;
        learner.beginInstall(slot);
    }

    /**
     * Takes the next part over.
     *
     * @return whether it was the last one
     */
    public boolean takesLastPart(KeyspaceStateMachine primary, int maxBytes) {
        SnapshotPart part = primary.snapshot(slot, cursor, maxBytes);
        if (part.part() != null) {
            learner.install(slot, part.part());
        }
        cursor = part.cursor();
        return cursor == null;
    }

    /** The learner, while it gets its copy. */
    public KeyspaceStateMachine learner() {
        return learner;
    }

    /** The learner, whose copy is whole. */
    public KeyspaceStateMachine end() {
        learner.endInstall(slot);
        return learner;
    }
}
