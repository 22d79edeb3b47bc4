package io.peergrid.topic;

import java.util.function.IntConsumer;

/** A message on its way to several members: done when each has taken it, left, or used up the publisher's patience. Thread-safe. */
final class Publication {
    private final IntConsumer whenDone;
    private final long patientUntil;
    private int open;
    private int taken;
    private boolean done;

    /**
     * @param taken members that have it already
     * @param open members it goes to
     * @param whenDone gets the number of members that took it; called once, on any thread
     */
    Publication(int taken, int open, long patientUntil, IntConsumer whenDone) {
        this.taken = taken;
        this.open = open;
        this.patientUntil = patientUntil;
        this.whenDone = whenDone;
    }

    void settled(boolean arrived) {
        synchronized (this) {
            open--;
            taken += arrived ? 1 : 0;
        }
        finish(false);
    }

    /** True if nothing is waited for any more. */
    boolean poll(long now) {
        return finish(now - patientUntil >= 0);
    }

    /** True if it is done. */
    boolean finish(boolean anyway) {
        int count;
        synchronized (this) {
            if (done) {
                return true;
            }
            if (open > 0 && !anyway) {
                return false;
            }
            done = true;
            count = taken;
        }
        whenDone.accept(count);
        return true;
    }
}
