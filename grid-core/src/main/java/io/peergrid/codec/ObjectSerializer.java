package io.peergrid.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.jspecify.annotations.Nullable;

/**
 * Writes the members of a class or record in their order; the value's {@link Schemas} say which they were. So members may be
 * added, removed and reordered between versions of an application: an unknown one is passed over, and a missing one stays as
 * the constructor leaves it (in a record: null or zero). Belongs to one thread's Kryo.
 */
abstract class ObjectSerializer extends Serializer<Object> {
    private final Class<?> type;
    private final Member[] members;
    private final byte[] schema;
    private final Schemas schemas;

    ObjectSerializer(Class<?> type, int typeId, Member[] members, Schemas schemas) {
        super(false, false);
        this.type = type;
        this.members = members;
        this.schemas = schemas;
        this.schema = Schemas.describe(typeId, members);
    }

    abstract Object read(Kryo kryo, GuardedInput in, ReadPlan plan) throws IllegalAccessException;

    Class<?> type() {
        return type;
    }

    Member[] members() {
        return members;
    }

    byte[] schema() {
        return schema;
    }

    @Override
    public void write(Kryo kryo, Output out, Object instance) {
        schemas.used(this);
        try {
            for (Member member : members) {
                member.write(kryo, out, instance);
            }
            if (members.length == 0) {
                // Every element of a collection takes a byte at least, so that lengths can be checked.
                out.writeByte(0);
            }
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> wanted) {
        GuardedInput in = (GuardedInput) input;
        ReadPlan plan = schemas.plan(this);
        try {
            Object instance = read(kryo, in, plan);
            if (plan.isEmpty()) {
                in.readByte();
            }
            return instance;
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * How to read what was written by some version of the class.
     *
     * @param kinds as written
     * @param targets indexes of own members, or -1 for what is to be passed over
     * @param same whether written and own members are the same
     */
    record ReadPlan(Kind[] kinds, int[] targets, boolean same) {
        boolean isEmpty() {
            return kinds.length == 0;
        }

        /** Reads all values; those of own members go to {@code values}, fitting. */
        void readInto(@Nullable Object[] values, Member[] members, Kryo kryo, GuardedInput in) {
            for (int i = 0; i < kinds.length; i++) {
                if (targets[i] < 0) {
                    kinds[i].skip(kryo, in);
                } else {
                    values[targets[i]] = members[targets[i]].fitting(kinds[i].read(kryo, in));
                }
            }
        }

        /** The plan for members written with these name hashes. */
        static ReadPlan of(Member[] members, int[] nameHashes, Kind[] kinds) {
            int[] targets = new int[kinds.length];
            boolean same = kinds.length == members.length;
            for (int i = 0; i < kinds.length; i++) {
                targets[i] = -1;
                for (int m = 0; m < members.length; m++) {
                    if (members[m].nameHash() == nameHashes[i]) {
                        targets[i] = m;
                    }
                }
                same = same && targets[i] == i && members[i].kind() == kinds[i];
            }
            return new ReadPlan(kinds, targets, same);
        }
    }

    static KryoException noSchema(Class<?> type) {
        return new KryoException("the value does not say which fields of " + type.getName() + " it has");
    }
}
