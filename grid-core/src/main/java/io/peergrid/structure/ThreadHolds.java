package io.peergrid.structure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which threads of this member are in which locks, and how often. Thread-safe. */
final class ThreadHolds {
    private final Map<Place, Entered> entered = new ConcurrentHashMap<>();

    private record Place(String lock, Thread thread) {}

    /** Changed by its thread alone. */
    private static final class Entered {
        private final LeasedHold hold;
        private int times = 1;

        Entered(LeasedHold hold) {
            this.hold = hold;
        }
    }

    /** On the protocol thread: what threads held that have ended is given back. */
    void poll() {
        if (!entered.isEmpty()) {
            entered.forEach((place, how) -> {
                if (!place.thread.isAlive() && entered.remove(place, how)) {
                    var unused = how.hold.releaseAsync();
                }
            });
        }
    }

    /** What the calling thread holds; null if nothing. */
    @Nullable
    LeasedHold find(String lock) {
        Entered how = entered.get(here(lock));
        return how == null ? null : how.hold;
    }

    /**
     * Enters once more if the calling thread is in the lock.
     *
     * @return false if it is not
     * @throws IllegalMonitorStateException if it has lost it
     */
    boolean enterAgain(String lock) {
        Entered how = entered.get(here(lock));
        if (how == null) {
            return false;
        }
        if (how.hold.isLost()) {
            throw lost(lock);
        }
        how.times = Math.incrementExact(how.times);
        return true;
    }

    /** The calling thread is in the lock now. */
    void enter(String lock, LeasedHold hold) {
        entered.put(here(lock), new Entered(hold));
    }

    /**
     * Leaves once.
     *
     * @param last given the hold when it was the last time
     * @throws IllegalMonitorStateException if the calling thread is not in the lock
     */
    void leave(String lock, Consumer<LeasedHold> last) {
        Place here = here(lock);
        Entered how = entered.get(here);
        if (how == null) {
            throw notIn(lock);
        }
        if (--how.times == 0) {
            entered.remove(here);
            last.accept(how.hold);
        }
    }

    static IllegalMonitorStateException notIn(String lock) {
        return new IllegalMonitorStateException("this thread does not hold the lock \"" + lock + "\"");
    }

    static IllegalMonitorStateException lost(String lock) {
        return new IllegalMonitorStateException(
                "this thread has lost the lock \"" + lock
                        + "\": its lease was not renewed in time or somebody broke it; another may have had it since, with a higher token");
    }

    private static Place here(String lock) {
        return new Place(lock, Thread.currentThread());
    }
}
