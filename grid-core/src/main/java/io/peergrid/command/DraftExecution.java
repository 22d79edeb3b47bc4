package io.peergrid.command;

import io.peergrid.store.EntryStore;
import io.peergrid.store.EntryUses;
import io.peergrid.store.Key;
import io.peergrid.store.LargeValue;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one of several commands sees that are decided together: the slot with what the commands before it asked for. */
final class DraftExecution extends Execution {
    private final Draft draft;

    DraftExecution(Draft draft, EntryStore scratch, Execution base) {
        super(scratch, base.limits(), base::hasLeft, Draft.SCRATCH_SLOT, base.version(), base.nowMillis(), true);
        this.draft = draft;
    }

    @Override
    byte @Nullable [] stored(Key key) {
        return draft.find(key);
    }

    @Override
    public @Nullable LargeValue large(byte[] entry) {
        return draft.large(entry);
    }

    @Override
    EntryUses.Room room(Key key, int moreEntries, long moreBytes) {
        return draft.room(key, moreEntries, moreBytes);
    }

    @Override
    long storeBytes() {
        return draft.storeBytes();
    }

    /** A choice that the caller was told in a preview is the same when the transaction commits. */
    @Override
    long choiceSalt() {
        return 0;
    }

    @Override
    public long scan(long namespace, long cursor, Predicate<byte[]> visitor) {
        throw wholeSlot();
    }

    @Override
    public int size(long namespace) {
        throw wholeSlot();
    }

    @Override
    public List<Key> due(int limit) {
        throw wholeSlot();
    }

    private static CommandException wholeSlot() {
        return new CommandException(
                ErrorCode.SYNTAX,
                "commands of a transaction or a pipeline work on keys that they name; they cannot look through all of a slot");
    }
}
