package io.peergrid.replication;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Works mutations out before they are decided: what takes its time or runs code that is not the grid's, so that it may happen neither
 * under a slot's lock nor in the thread that brought the call. What it comes to is decided as the operation that asked. Thread-safe.
 */
public interface Preparation {

    /** Nothing needs to be prepared. */
    Preparation NONE = new Preparation() {
        @Override
        public boolean concerns(byte[] command) {
            return false;
        }

        @Override
        public void prepare(int slot, byte[] command, Consumer<byte @Nullable []> decide) {
            decide.accept(command);
        }
    };

    /** Whether a mutation has to be prepared. Every one asks: takes no time. */
    boolean concerns(byte[] command);

    /**
     * Works out the command that is decided in place of this one. Never blocks and never throws. One operation is not prepared twice at a
     * time, but perhaps again here or elsewhere when it is sent again; only the first to be decided counts (I24).
     *
     * @param decide takes that command, once, in any thread; null if there is no room for another
     */
    void prepare(int slot, byte[] command, Consumer<byte @Nullable []> decide);
}
