package io.peergrid.command;

import io.peergrid.command.stream.StreamCommands;
import io.peergrid.command.string.StringCommands;
import io.peergrid.replication.StateMachine.Decision;

/** Heap bytes of a million entries of a stream, and of a million strings: a program, for the figures in docs/data-model.md. */
final class MemoryFigures {
    private static final int MANY = 1_000_000;

    private final KeyspaceStateMachine machine = new KeyspaceStateMachine(1, KeyspaceLimits.ofMemory(4L << 30));
    private long version;

    private MemoryFigures() {}

    public static void main(String[] args) {
        MemoryFigures figures = new MemoryFigures();
        for (int i = 0; i < MANY; i++) {
            figures.add(StreamCommands.ADD.of(text("s"), text("*"), text("field"), text("value%06d".formatted(i))), i);
        }
        long streams = figures.machine.bytes();
        System.out.printf("an entry of a stream: %.1f bytes%n", (double) streams / MANY);
        Value value = text("x".repeat(100));
        for (int i = 0; i < MANY; i++) {
            figures.add(StringCommands.SET.of(text("key-%012d".formatted(i)), value), MANY);
        }
        System.out.printf("a string: %.1f bytes%n", (double) (figures.machine.bytes() - streams) / MANY);
    }

    private static Value text(String text) {
        return Value.of(text);
    }

    private void add(Invocation command, long nowMillis) {
        version++;
        Decision decision = machine.decide(0, command.toBytes(), version, nowMillis);
        machine.apply(0, version, decision.effects());
    }
}
