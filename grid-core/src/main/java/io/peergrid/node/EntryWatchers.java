package io.peergrid.node;

import io.peergrid.EntryEvent.Cause;
import io.peergrid.changes.EntryChanges;
import io.peergrid.command.EntryWatcher;
import io.peergrid.command.KeyspaceStateMachine;
import io.peergrid.near.NearDesk;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import org.jspecify.annotations.Nullable;

/** Who hears of changed entries when they are applied: holders of near copies and listeners. Nothing is told while there are neither. */
final class EntryWatchers implements EntryWatcher {
    private final KeyspaceStateMachine machine;
    private final EntryChanges changes;
    private final NearDesk near;
    private boolean listened;
    private boolean held;

    EntryWatchers(KeyspaceStateMachine machine, EntryChanges changes, NearDesk near) {
        this.machine = machine;
        this.changes = changes;
        this.near = near;
    }

    /** Whether anybody listens to entries. */
    synchronized void listened(boolean any) {
        listened = any;
        machine.tellOfEntries(listened || held);
    }

    /** Whether anybody holds near copies. */
    synchronized void held(boolean any) {
        held = any;
        machine.tellOfEntries(listened || held);
    }

    @Override
    public void changed(int slot, long version, Key key, Cause cause, byte tag, @Nullable ByteSlice value) {
        near.changed(slot, key);
        changes.changed(slot, version, key, cause, tag, value);
    }

    @Override
    public void cleared(int slot) {
        changes.cleared(slot);
    }
}
