package io.peergrid.testkit.simulation;

import java.util.concurrent.CompletionStage;

/** Reads all there is of one type. */
final class FinalTypeRead extends FinalCall {
    private final SimulatedType type;

    FinalTypeRead(SimulatedMember member, SimulatedType type) {
        super(member);
        this.type = type;
    }

    @Override
    CompletionStage<Boolean> attempt() {
        return type.readAll(member()).thenApply(anything -> true);
    }

    @Override
    public String toString() {
        return "reading the " + type.name() + through();
    }
}
