package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.value.ElementChanges;
import io.peergrid.value.ElementForm;
import io.peergrid.value.ElementType;
import io.peergrid.value.ElementView;
import io.peergrid.wire.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A set-like collection as one command sees it: what is stored, with the command's own changes over it. Nothing is stored before the
 * changes, as an effect, are applied. One thread, one command.
 */
public final class ElementEdit {
    private static final ByteSlice NOTHING = ByteSlice.of(new byte[0]);

    private final ElementType type;
    private final ElementForm form;
    private final ElementView base;
    /** Elements by member; null for what is gone. */
    private final Map<Key, byte @Nullable []> changed = new LinkedHashMap<>(4);

    private int size;

    ElementEdit(ElementType type, ElementView base) {
        this.type = type;
        this.form = type.form();
        this.base = base;
        this.size = base.size();
    }

    /** What is stored, without this command's changes. */
    public ElementView stored() {
        return base;
    }

    public int size() {
        return size;
    }

    public boolean contains(Key member) {
        return element(member) != null;
    }

    /** What belongs to a member; null if it is not there. */
    public @Nullable ByteSlice payload(Key member) {
        ByteSlice element = element(member);
        return element == null ? null : form.payload(element);
    }

    /** Puts a member with nothing belonging to it; true if it was not there. */
    public boolean add(Key member) {
        return !contains(member) && put(member, NOTHING);
    }

    /** Puts a member and what belongs to it; true if it was not there. */
    public boolean put(Key member, ByteSlice payload) {
        boolean added = !contains(member);
        changed.put(member, form.pack(member, payload));
        size += added ? 1 : 0;
        return added;
    }

    /** Removes a member; true if it was there. */
    public boolean remove(Key member) {
        if (!contains(member)) {
            return false;
        }
        changed.put(member, null);
        size--;
        return true;
    }

    /** Visits members and what belongs to them, in no particular order. */
    public void forEach(BiConsumer<ByteSlice, ByteSlice> visitor) {
        base.scan(0, element -> {
            if (changed.isEmpty() || !changed.containsKey(form.memberKey(element))) {
                visitor.accept(form.member(element), form.payload(element));
            }
            return true;
        });
        for (byte[] element : changed.values()) {
            if (element != null) {
                ByteSlice slice = ByteSlice.of(element);
                visitor.accept(form.member(slice), form.payload(slice));
            }
        }
    }

    /** As {@link ElementView#scan}, over what is stored. */
    public long scan(long cursor, Predicate<ByteSlice> visitor) {
        return base.scan(cursor, visitor);
    }

    /** As {@link ElementView#pick}, from what is stored. */
    public ByteSlice pick(long random) {
        return base.pick(random);
    }

    public ElementForm form() {
        return form;
    }

    boolean isChanged() {
        return !changed.isEmpty();
    }

    byte tag() {
        return type.tag();
    }

    /** As the type's changes. */
    ByteSlice changes() {
        WireWriter out = new WireWriter();
        changed.forEach((member, element) -> {
            if (element == null) {
                ElementChanges.remove(out, member);
            } else {
                ElementChanges.put(out, ByteSlice.of(element));
            }
        });
        return ByteSlice.of(out.toBytes());
    }

    /** About how many heap bytes the changes add. */
    long growthBytes() {
        long growth = 0;
        for (Map.Entry<Key, byte @Nullable []> change : changed.entrySet()) {
            byte[] element = change.getValue();
            ByteSlice present = base.find(change.getKey());
            growth += ElementType.heapBytes(element == null ? -1 : element.length);
            growth -= ElementType.heapBytes(present == null ? -1 : present.length());
        }
        return growth;
    }

    private @Nullable ByteSlice element(Key member) {
        if (!changed.isEmpty() && changed.containsKey(member)) {
            byte[] element = changed.get(member);
            return element == null ? null : ByteSlice.of(element);
        }
        return base.find(member);
    }
}
