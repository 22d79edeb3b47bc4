package io.peergrid.structure;

import io.peergrid.command.Value;
import io.peergrid.command.bitmap.BitmapCommands;
import io.peergrid.command.string.StringCommands;
import io.peergrid.map.Call;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** What a bitmap does. Immutable. */
record BitmapCalls(KeyCalls key, Names names) {
    private static final Value BITS = Value.of("BIT");

    Call<?, Boolean> get(long index) {
        return key.call(BitmapCommands.GET, Answers::flag, Value.of(index));
    }

    Call<?, Boolean> set(long index, boolean value) {
        return key.call(BitmapCommands.SET, Answers::flag, Value.of(index), Value.of(value));
    }

    Call<?, Long> size() {
        return key.call(StringCommands.LENGTH, answer -> Answers.whole(answer) * Byte.SIZE);
    }

    Call<?, Long> cardinality() {
        return key.call(BitmapCommands.COUNT, Answers::whole);
    }

    Call<?, Long> cardinality(long first, long last) {
        return key.call(BitmapCommands.COUNT, Answers::whole, Value.of(first), Value.of(last), BITS);
    }

    Call<?, Long> nextSet(long from) {
        return next(true, from);
    }

    Call<?, Long> nextClear(long from) {
        return next(false, from);
    }

    private Call<?, Long> next(boolean value, long from) {
        return key.call(BitmapCommands.POSITION, Answers::whole, Value.of(value), Value.of(from), Value.of(-1), BITS);
    }

    Call<?, BitSet> toBitSet() {
        return key.call(StringCommands.GET, answer -> {
            byte[] bytes = Answers.bytes(answer);
            return bytes == null ? new BitSet() : reversed(bytes);
        });
    }

    /** Java's sets have the lowest bit of a byte first. */
    private static BitSet reversed(byte[] bytes) {
        byte[] lowFirst = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            lowFirst[i] = (byte) (Integer.reverse(bytes[i]) >>> (Integer.SIZE - Byte.SIZE));
        }
        return BitSet.valueOf(lowFirst);
    }

    Call<?, Long> storeAnd(Collection<String> bitmaps) {
        return store("AND", bitmaps);
    }

    Call<?, Long> storeOr(Collection<String> bitmaps) {
        return store("OR", bitmaps);
    }

    Call<?, Long> storeXor(Collection<String> bitmaps) {
        return store("XOR", bitmaps);
    }

    Call<?, Long> storeNot(String bitmap) {
        return store("NOT", List.of(bitmap));
    }

    private Call<?, Long> store(String operation, Collection<String> bitmaps) {
        List<Value> arguments = new ArrayList<>(List.of(Value.of(operation), key.key()));
        bitmaps.forEach(name -> arguments.add(names.inSlotOf(key, name).key()));
        return key.exactly(BitmapCommands.COMBINE, Answers::whole, arguments);
    }
}
