package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.ValueTag;
import io.peergrid.store.ValueType;
import java.util.List;

/** All types of collections. A new one is a line here. */
public final class CollectionTypes {
    public static final List<ValueType> ALL =
            List.of(ElementType.SET, ElementType.HASH, ElementType.SORTED_SET, new ListType(), new StreamType());

    private CollectionTypes() {}

    /**
     * How many elements a packed collection has.
     *
     * @param packed tag first
     */
    public static int size(ByteSlice packed) {
        return ListRun.count(PackedList.run(packed));
    }

    /** Whether changes of a stream may concern who waits for entries: they add some, or a group is gone. */
    public static boolean mayAdd(ByteSlice changes) {
        return StreamChanges.mayAdd(changes);
    }

    /** What TYPE answers for a value with this tag. */
    public static String name(byte tag) {
        return switch (ValueTag.typeOf(tag)) {
            case ValueTag.SET -> "set";
            case ValueTag.HASH -> "hash";
            case ValueTag.LIST -> "list";
            case ValueTag.SORTED_SET -> "zset";
            case ValueTag.STREAM -> "stream";
            default -> "string";
        };
    }
}
