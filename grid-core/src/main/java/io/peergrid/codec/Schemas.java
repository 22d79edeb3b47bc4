package io.peergrid.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Output;
import io.peergrid.codec.ObjectSerializer.ReadPlan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which members the objects in a value have, once for each class, at the value's end: type id, number of members, and for each
 * the hash of its name and its kind; then the length of it all, one byte, or 255 and four bytes before it. Belongs to one thread's
 * Kryo; remembers how it read earlier values, because most look the same.
 */
final class Schemas {
    private static final int LONG_FORM = 255;
    private static final int MEMBER_BYTES = 5;
    /** Trailers remembered at most; then it begins anew. */
    private static final int REMEMBERED = 64;

    /** The longest of them. */
    private static final int REMEMBERED_BYTES = 4096;

    private final List<ObjectSerializer> used = new ArrayList<>();
    private final Map<ByteBuffer, IdentityHashMap<ObjectSerializer, ReadPlan>> remembered = new HashMap<>();
    private byte[] lastTrailer = {};
    private IdentityHashMap<ObjectSerializer, ReadPlan> plans = new IdentityHashMap<>();

    static byte[] describe(int typeId, Member[] members) {
        Output out = new Output(16 + members.length * MEMBER_BYTES, -1);
        out.writeVarInt(typeId, true);
        out.writeVarInt(members.length, true);
        for (Member member : members) {
            out.writeInt(member.nameHash());
            out.writeByte(member.kind().code());
        }
        return out.toBytes();
    }

    /** A value begins to be written. */
    void begin() {
        used.clear();
    }

    void used(ObjectSerializer serializer) {
        for (int i = used.size() - 1; i >= 0; i--) {
            if (used.get(i) == serializer) {
                return;
            }
        }
        used.add(serializer);
    }

    void writeTrailer(Output out) {
        int start = out.position();
        for (ObjectSerializer serializer : used) {
            out.writeBytes(serializer.schema());
        }
        int length = out.position() - start;
        if (length >= LONG_FORM) {
            out.writeInt(length);
            out.writeByte(LONG_FORM);
        } else {
            out.writeByte(length);
        }
    }

    /** Reads the trailer at the end of the input and takes it off. */
    void readTrailer(Kryo kryo, GuardedInput in) {
        int start = in.position();
        int end = in.limit() - 1;
        checkInside(start, end);
        int length = in.getBuffer()[end] & 0xff;
        if (length == LONG_FORM) {
            end -= Integer.BYTES;
            checkInside(start, end);
            in.setPosition(end);
            length = in.readInt();
        }
        checkInside(start, end - Math.max(0, length));
        if (length < 0) {
            throw new KryoException("a negative length");
        }
        in.setLimit(end);
        in.setPosition(end - length);
        choosePlans(kryo, in);
        in.setPosition(start);
        in.setLimit(end - length);
    }

    ReadPlan plan(ObjectSerializer serializer) {
        ReadPlan plan = plans.get(serializer);
        if (plan == null) {
            throw ObjectSerializer.noSchema(serializer.type());
        }
        return plan;
    }

    /** More types are registered: what was unknown may be known now. */
    void forgetPlans() {
        remembered.clear();
        lastTrailer = new byte[0];
        plans = new IdentityHashMap<>();
    }

    private void choosePlans(Kryo kryo, GuardedInput in) {
        int from = in.position();
        if (Arrays.equals(lastTrailer, 0, lastTrailer.length, in.getBuffer(), from, in.limit())) {
            return;
        }
        byte[] trailer = Arrays.copyOfRange(in.getBuffer(), from, in.limit());
        IdentityHashMap<ObjectSerializer, ReadPlan> known = remembered.get(ByteBuffer.wrap(trailer));
        if (known == null) {
            known = parse(kryo, in);
            if (remembered.size() >= REMEMBERED) {
                remembered.clear();
            }
            if (trailer.length <= REMEMBERED_BYTES) {
                remembered.put(ByteBuffer.wrap(trailer), known);
            }
        }
        lastTrailer = trailer;
        plans = known;
    }

    private static IdentityHashMap<ObjectSerializer, ReadPlan> parse(Kryo kryo, GuardedInput in) {
        IdentityHashMap<ObjectSerializer, ReadPlan> parsed = new IdentityHashMap<>();
        while (in.remaining() > 0) {
            int typeId = in.readVarInt(true);
            int count = in.readVarInt(true);
            if (count < 0 || (long) count * MEMBER_BYTES > in.remaining()) {
                throw new KryoException("a schema of " + count + " members with " + in.remaining() + " bytes left");
            }
            int[] nameHashes = new int[count];
            Kind[] kinds = new Kind[count];
            for (int i = 0; i < count; i++) {
                nameHashes[i] = in.readInt();
                kinds[i] = Kind.ofCode(in.readByte());
            }
            // A type that is unknown here can still be in members that are passed over.
            Registration registration = kryo.getClassResolver().getRegistration(typeId);
            if (registration != null && registration.getSerializer() instanceof ObjectSerializer serializer) {
                parsed.put(serializer, ReadPlan.of(serializer.members(), nameHashes, kinds));
            }
        }
        return parsed;
    }

    private static void checkInside(int start, int position) {
        if (position < start) {
            throw new KryoException("a value without its schemas");
        }
    }
}
