package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** Puts several values into one slot, all or none; of a key given twice the last value stays. Returns the new version of them all. */
public record MultiPut(List<Item> items, Expiry expiry) implements Command<Long> {
    static final int NUMBER = 11;

    /** @param value its tag first */
    public record Item(Key key, ByteSlice value) {}

    public MultiPut {
        items = List.copyOf(items);
    }

    static MultiPut readFrom(WireReader in, byte[] source) {
        int count = in.count(KeyList.LEAST_BYTES + 1);
        List<Item> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(new Item(Key.readFrom(in, source), ByteSlice.readFrom(in, source)));
        }
        return new MultiPut(items, Expiry.readFrom(in));
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.varInt(items.size());
        for (Item item : items) {
            item.key().writeTo(out);
            item.value().writeTo(out);
        }
        expiry.writeTo(out);
    }

    @Override
    public void execute(Execution execution) {
        for (Item item : items) {
            execution.put(item.key(), item.value(), expiry);
        }
        execution.answer().fixed64(execution.version());
    }

    @Override
    public Long readAnswer(WireReader in, byte[] source) {
        return in.fixed64();
    }
}
