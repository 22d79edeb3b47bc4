package io.peergrid.command.list;

import io.peergrid.command.CommandException;
import io.peergrid.command.Execution;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.store.ValueTag;
import io.peergrid.value.ListChanges;
import io.peergrid.value.ListView;
import io.peergrid.value.PackedList;
import io.peergrid.wire.WireWriter;
import java.util.List;
import java.util.function.Predicate;

/** A list as one command sees it: what was there before the command, and the command's changes of it. One thread, one command. */
final class ListEdit implements ListView {
    /** About what an element takes beside its bytes. */
    private static final int ELEMENT_BYTES = 3;

    private final Execution execution;
    private final Key key;
    private final ListView before;
    private final WireWriter changes = new WireWriter();
    private int size;
    private long growth;

    private ListEdit(Execution execution, Key key, ListView before) {
        this.execution = execution;
        this.key = key;
        this.before = before;
        size = before.size();
    }

    /**
     * The list of a key; empty if the key is absent.
     *
     * @throws CommandException WRONG_TYPE if the key holds something else
     */
    static ListEdit of(Execution execution, Key key) {
        byte[] entry = execution.find(key);
        if (entry == null) {
            return new ListEdit(execution, key, new PackedList(null));
        }
        if (ValueTag.typeOf(PackedEntry.tag(entry)) != ValueTag.LIST) {
            throw CommandException.wrongType();
        }
        ListView view =
                execution.large(entry) instanceof ListView large ? large : new PackedList(PackedEntry.value(entry));
        return new ListEdit(execution, key, view);
    }

    /** With the changes. */
    @Override
    public int size() {
        return size;
    }

    /** Without the changes, as the following two. */
    @Override
    public ByteSlice get(int index) {
        return before.get(index);
    }

    @Override
    public void forwards(int from, Predicate<ByteSlice> visitor) {
        before.forwards(from, visitor);
    }

    @Override
    public void backwards(int from, Predicate<ByteSlice> visitor) {
        before.backwards(from, visitor);
    }

    /** An index that may count from the end, -1 being the last: from the start; below 0 if it is before the first. */
    long fromStart(long index) {
        return index < 0 ? index + size : index;
    }

    /** As {@link #fromStart}, but -1 for all that is before the first and {@link #size} for all that is behind the last. */
    int nearest(long index) {
        return (int) Math.max(-1, Math.min(size, fromStart(index)));
    }

    /** Inserts before the element that is at the index now, or behind the last. */
    void insert(int index, List<ByteSlice> elements) {
        ListChanges.insert(changes, index, elements);
        size += elements.size();
        elements.forEach(element -> growth += element.length() + ELEMENT_BYTES);
    }

    void remove(int index, int count) {
        if (count > 0) {
            ListChanges.remove(changes, index, count);
            size -= count;
        }
    }

    void set(int index, ByteSlice element) {
        ListChanges.set(changes, index, element);
        growth += element.length() + ELEMENT_BYTES;
    }

    /** Asks for the changes, if there are any. */
    void save() {
        if (changes.size() == 0) {
            return;
        }
        if (size == 0) {
            execution.remove(key);
        } else {
            execution.change(key, ValueTag.LIST, ByteSlice.of(changes.toBytes()), growth);
        }
    }
}
