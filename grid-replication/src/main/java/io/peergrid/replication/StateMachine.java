package io.peergrid.replication;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a slot holds. Replication orders and copies opaque effects; this port gives them meaning.
 *
 * <p>{@code decide}, {@code apply}, {@code snapshot}, {@code install} and {@code clear} of one slot are called under that slot's
 * lock; {@code read} without it, concurrently with them, if the command declares so.
 */
public interface StateMachine {

    /**
     * Decides a mutation at the primary: reads the present state, changes nothing. Random, time-dependent and failing
     * outcomes are settled here; the effects are facts.
     *
     * @param version the version the entry will have if it has effects
     * @param slotTimeMillis max of the wall clock and the newest time in the slot's log
     */
    Decision decide(int slot, byte[] command, long version, long slotTimeMillis);

    /** Applies a decided entry, on every copy alike. Never fails and never looks at a clock. */
    void apply(int slot, long version, List<byte[]> effects);

    /** Answers a read from the present state. */
    ReadResult read(int slot, byte[] command, long nowMillis);

    /** Whether {@link #read} of this command may run without the slot's lock. */
    boolean readsWithoutLock(byte[] command);

    /** Whether the slot holds nothing. */
    boolean isEmpty(int slot);

    /**
     * The next part of a copy of the slot, for a learner.
     *
     * @param cursor null at the start, then what the last part returned
     * @param maxBytes about how much to return; one element may exceed it
     */
    SnapshotPart snapshot(int slot, byte @Nullable [] cursor, int maxBytes);

    /**
     * Takes over a part made by {@link #snapshot}. Parts and entries come in the order in which the primary made them: a part holds
     * what every entry before it did, and an entry that changes what a later part will bring may be passed over, in part too. An
     * element whose version is below the present one of its key, or that of a delete of it since the copy began, is skipped (I23).
     */
    void install(int slot, byte[] part);

    /** A learner begins: remember deletes from now on, so that a late part cannot bring a key back. */
    void beginInstall(int slot);

    /** The learner is complete: forget remembered deletes. */
    void endInstall(int slot);

    /** Forgets everything in the slot. */
    void clear(int slot);

    /**
     * @param footprint 64-bit hashes of the keys the entry or its answer depends on; empty means the whole slot
     * @param effects empty if nothing changes: the answer still depends on the footprint
     * @param result the answer
     * @param asynchronous whether the answer may leave before the entry, and what it depends on, is on other members (2.13)
     */
    record Decision(long[] footprint, List<byte[]> effects, byte[] result, boolean asynchronous) {
        public Decision(long[] footprint, List<byte[]> effects, byte[] result) {
            this(footprint, effects, result, false);
        }
    }

    /**
     * @param footprint as in {@link Decision}
     * @param result the answer, or null if the read must become a mutation (an expired key has to be deleted first)
     * @param mutation the command to execute instead when {@code result} is null
     * @param asynchronous whether the primary answers with what no other member has yet, and nobody but the primary may answer (2.13)
     */
    record ReadResult(long[] footprint, byte @Nullable [] result, byte @Nullable [] mutation, boolean asynchronous) {
        public ReadResult(long[] footprint, byte @Nullable [] result, byte @Nullable [] mutation) {
            this(footprint, result, mutation, false);
        }
    }

    /**
     * @param part null if nothing was left
     * @param cursor where to go on, or null if this was the last part
     */
    record SnapshotPart(byte @Nullable [] part, byte @Nullable [] cursor) {}
}
