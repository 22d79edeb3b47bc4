package io.peergrid.map;

import io.peergrid.partition.Reply;
import io.peergrid.partition.Request;
import io.peergrid.partition.SlotLayout;
import io.peergrid.store.Key;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What a map needs of its member: a way to whoever answers for a slot. Thread-safe; never blocks. */
public interface SlotCalls {

    SlotLayout slots();

    /** Answers a read from this member's own store, or null if it has to be asked with {@link #call}. */
    @Nullable
    Reply readNow(Request.Part part);

    /** Begins a read of one key from this member's own store; 0 if it may not answer for the slot. */
    long beginRead(int slot);

    /** The key's packed entry in this member's own store, expired or not. Between {@link #beginRead} and {@link #endRead}. */
    byte @Nullable [] find(int slot, Key key);

    /** Whether what was found since {@link #beginRead} may be the answer. */
    boolean endRead(int slot, long stamp, Key key);

    /** The member's wall clock. */
    long wallMillis();

    /**
     * Asks whoever answers for the slot, and again after redirections and failovers. The stage never ends exceptionally
     * and may complete on any thread of the grid: hand over to {@link #callbacks()} before calling user code.
     *
     * @param deadlineNanos by {@link #nanoTime()}
     */
    CompletionStage<Reply> call(Request.Part part, long deadlineNanos);

    /** As {@link #call} for several slots, one message per owner; replies in the order of the parts. */
    CompletionStage<List<Reply>> callAll(List<Request.Part> parts, long deadlineNanos);

    /**
     * A wait for one of some keys of the slot to have elements; nothing begins before {@link KeyWait#next}.
     *
     * @param type of the collections, a {@link io.peergrid.store.ValueTag}
     */
    KeyWait await(int slot, byte type, List<Key> keys);

    /** The member's monotonic clock. */
    long nanoTime();

    /** Where user code of asynchronous calls runs. */
    Executor callbacks();

    /** Refuses a blocking call on a thread that must not wait, with {@link IllegalStateException}. */
    void mayBlock();

    /** Why the grid could not do something, in words that say what would help. */
    String diagnose(Reply reply);

    /** @throws io.peergrid.GridClosedException if this member is closed */
    void checkOpen();
}
