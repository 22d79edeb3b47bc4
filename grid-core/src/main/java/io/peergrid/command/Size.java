package io.peergrid.command;

import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/** How many keys of a namespace a slot holds; those whose time is over count until they are removed. */
public record Size(long namespace) implements Command<Integer> {
    static final int NUMBER = 14;

    static Size readFrom(WireReader in, byte[] source) {
        return new Size(in.fixed64());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.fixed64(namespace);
    }

    @Override
    public void execute(Execution execution) {
        execution.answer().varInt(execution.size(namespace));
    }

    @Override
    public Integer readAnswer(WireReader in, byte[] source) {
        return in.varInt();
    }
}
