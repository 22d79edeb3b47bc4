package io.peergrid.codec;

import com.esotericsoftware.kryo.Kryo;
import org.jspecify.annotations.Nullable;

/** Records, made by their canonical constructor. */
final class RecordSerializer extends ObjectSerializer {
    private final RecordAccess access;

    RecordSerializer(Class<?> type, int typeId, Schemas schemas) {
        this(type, typeId, RecordAccess.of(type), schemas);
    }

    private RecordSerializer(Class<?> type, int typeId, RecordAccess access, Schemas schemas) {
        super(type, typeId, members(type, access), schemas);
        this.access = access;
    }

    @Override
    Object read(Kryo kryo, GuardedInput in, ReadPlan plan) {
        Member[] members = members();
        @Nullable Object[] values = new @Nullable Object[members.length];
        if (!plan.same()) {
            for (int i = 0; i < members.length; i++) {
                values[i] = members[i].absent();
            }
        }
        plan.readInto(values, members, kryo, in);
        return access.create(values);
    }

    private static Member[] members(Class<?> type, RecordAccess access) {
        Member[] members = new Member[access.size()];
        for (int i = 0; i < members.length; i++) {
            members[i] = new Member(access.field(i), access.field(i).getName());
            for (int earlier = 0; earlier < i; earlier++) {
                if (members[earlier].nameHash() == members[i].nameHash()) {
                    throw new IllegalArgumentException(
                            "two components of " + type.getName() + " have one hash; rename " + members[i].name());
                }
            }
        }
        return members;
    }
}
