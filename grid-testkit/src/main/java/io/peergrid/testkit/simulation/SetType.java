package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridSet;
import io.peergrid.simulation.SplitMixRandom;
import io.peergrid.testkit.history.Action;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** A set: each element is in it or not. What is taken by chance is removed if it is this element, and nothing otherwise. */
final class SetType extends RegisterType {
    private static final String SET = "set0";
    private static final String IN = "in";
    private static final List<String> ELEMENTS = List.of("a", "b", "c", "d", "e");

    SetType(LongSupplier clock) {
        super("set", List.of(SET), clock);
    }

    @Override
    public CompletionStage<?> operate(SimulatedMember at, String client, SplitMixRandom random) {
        AsyncGridSet<String> set = set(at);
        String element = ELEMENTS.get(random.nextInt(ELEMENTS.size()));
        String register = register(SET, element);
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 ->
                record(client, Action.cas(register, null, IN), () -> set.add(element), (call, isNew) -> call.ok(isNew));
            case 4, 5 ->
                record(client, Action.delete(register), () -> set.remove(element), (call, was) -> call.ok(was));
            case 6 -> pop(client, set);
            case 7 -> readAll(client, set);
            default ->
                record(
                        client,
                        Action.read(register),
                        () -> set.contains(element),
                        (call, there) -> call.ok(there ? IN : null));
        };
    }

    private CompletionStage<?> pop(String client, AsyncGridSet<String> set) {
        return recordAll(
                client,
                ELEMENTS.stream().map(element -> Action.delete(register(SET, element))),
                set::pop,
                (calls, taken) -> {
                    for (int i = 0; i < ELEMENTS.size(); i++) {
                        if (taken == null || taken.equals(ELEMENTS.get(i))) {
                            calls.get(i).ok(taken != null);
                        } else {
                            calls.get(i).fail();
                        }
                    }
                });
    }

    private CompletionStage<?> readAll(String client, AsyncGridSet<String> set) {
        return recordAll(
                client,
                ELEMENTS.stream().map(element -> Action.read(register(SET, element))),
                set::toSet,
                (calls, found) -> {
                    for (int i = 0; i < ELEMENTS.size(); i++) {
                        calls.get(i).ok(found.contains(ELEMENTS.get(i)) ? IN : null);
                    }
                });
    }

    @Override
    public CompletionStage<?> readAll(SimulatedMember at) {
        return readAll("final", set(at));
    }

    private static AsyncGridSet<String> set(SimulatedMember at) {
        return at.grid().set(SET, String.class).async();
    }
}
