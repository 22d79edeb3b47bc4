package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.CommandException;
import io.peergrid.command.Execution;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.store.ValueTag;
import io.peergrid.value.LargeStream;
import io.peergrid.value.PackedStream;
import io.peergrid.value.StreamChanges;
import io.peergrid.value.StreamEntry;
import org.jspecify.annotations.Nullable;

/** A stream as one command sees it: what was there before the command, and the command's changes of it. One thread, one command. */
final class StreamEdit {
    /** About what an entry takes beside its bytes. */
    private static final int ENTRY_BYTES = 8;

    private static final int PART_BYTES = 2;
    /** About what an entry that is pending, a consumer or a group takes. */
    static final int PENDING_BYTES = 144;

    static final int GROUP_BYTES = 300;

    private final Execution execution;
    private final Key key;
    private final LargeStream before;
    private final StreamChanges changes = new StreamChanges();
    private long growth;

    private StreamEdit(Execution execution, Key key, LargeStream before) {
        this.execution = execution;
        this.key = key;
        this.before = before;
    }

    /**
     * The stream of a key as it is; not to be changed. Null if the key is absent.
     *
     * @throws CommandException WRONG_TYPE if the key holds something else
     */
    static @Nullable LargeStream find(Execution execution, Key key) {
        byte[] entry = execution.find(key);
        if (entry == null) {
            return null;
        }
        if (ValueTag.typeOf(PackedEntry.tag(entry)) != ValueTag.STREAM) {
            throw CommandException.wrongType();
        }
        return execution.large(entry) instanceof LargeStream large
                ? large
                : PackedStream.read(PackedEntry.value(entry));
    }

    /** To change what {@link #find} found, or to make a new stream. */
    static StreamEdit of(Execution execution, Key key, @Nullable LargeStream found) {
        return new StreamEdit(execution, key, found == null ? new LargeStream() : found);
    }

    /** Without the changes. */
    LargeStream before() {
        return before;
    }

    void add(StreamEntry entry) {
        changes.entry(entry);
        changes.counters(entry.id(), before.added() + 1, before.maxDeletedId());
        growth += ENTRY_BYTES;
        entry.fields().forEach(part -> growth += part.length() + PART_BYTES);
    }

    void remove(StreamId id) {
        changes.remove(id);
    }

    void removeUpTo(StreamId id) {
        changes.removeUpTo(id);
    }

    void counters(StreamId lastId, long added, StreamId maxDeleted) {
        changes.counters(lastId, added, maxDeleted);
    }

    void group(String name, StreamId lastId, long entriesRead) {
        growth += before.group(name) == null ? GROUP_BYTES : 0;
        changes.group(name, lastId, entriesRead);
    }

    void groupGone(String name) {
        changes.groupGone(name);
    }

    void consumer(String group, String name) {
        growth += PENDING_BYTES;
        changes.consumer(group, name, execution.nowMillis());
    }

    void consumerGone(String group, String name) {
        changes.consumerGone(group, name);
    }

    void pending(String group, String consumer, StreamId id, long millis, long deliveries) {
        growth += PENDING_BYTES;
        changes.pending(group, consumer, id, millis, deliveries);
    }

    void pendingGone(String group, StreamId id) {
        changes.pendingGone(group, id);
    }

    /** Asks for the changes, if there are any. A stream without entries stays. */
    void save() {
        if (changes.size() > 0) {
            execution.change(key, ValueTag.STREAM, ByteSlice.of(changes.toBytes()), growth);
        }
    }
}
