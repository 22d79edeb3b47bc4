package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridHash;
import io.peergrid.simulation.SplitMixRandom;
import io.peergrid.testkit.history.Action;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** A hash: each field is a register, one of them a number. */
final class HashType extends RegisterType {
    private static final String HASH = "hash0";
    private static final String NUMBER = "n";
    private static final List<String> FIELDS = List.of("a", "b", "c", NUMBER);

    private int fresh;

    HashType(LongSupplier clock) {
        super("hash", List.of(HASH), clock);
    }

    @Override
    public CompletionStage<?> operate(SimulatedMember at, String client, SplitMixRandom random) {
        AsyncGridHash<String, Object> hash = hash(at);
        String field = FIELDS.get(random.nextInt(FIELDS.size() - 1));
        String register = register(HASH, field);
        String value = "v" + ++fresh;
        return switch (random.nextInt(12)) {
            case 0, 1 ->
                record(client, Action.write(register, value), () -> hash.put(field, value), (call, isNew) -> {
                    if (isNew) {
                        call.ok(null);
                    } else {
                        call.ok();
                    }
                });
            case 2 ->
                record(
                        client,
                        Action.cas(register, null, value),
                        () -> hash.putIfAbsent(field, value),
                        (call, done) -> call.ok(done));
            case 3, 4 -> record(client, Action.delete(register), () -> hash.remove(field), (call, was) -> call.ok(was));
            case 5 -> putAll(hash, client, value);
            case 6, 7 ->
                record(
                        client,
                        Action.increment(register(HASH, NUMBER), 1),
                        () -> hash.addAndGet(NUMBER, 1),
                        (call, sum) -> call.ok(sum));
            case 8 -> readAll(client, hash);
            default -> record(client, Action.read(register), () -> hash.get(field), (call, found) -> call.ok(found));
        };
    }

    private CompletionStage<?> putAll(AsyncGridHash<String, Object> hash, String client, String value) {
        return recordAll(
                client,
                FIELDS.subList(0, 2).stream().map(field -> Action.write(register(HASH, field), value + field)),
                () -> hash.putAll(Map.of("a", value + "a", "b", value + "b")),
                (calls, added) -> calls.forEach(call -> {
                    if (added == 2) {
                        call.ok(null);
                    } else {
                        call.ok();
                    }
                }));
    }

    private CompletionStage<?> readAll(String client, AsyncGridHash<String, Object> hash) {
        return recordAll(
                client,
                FIELDS.stream().map(field -> Action.read(register(HASH, field))),
                hash::toMap,
                (calls, found) -> {
                    for (int i = 0; i < FIELDS.size(); i++) {
                        Object value = found.get(FIELDS.get(i));
                        boolean number = FIELDS.get(i).equals(NUMBER) && value != null;
                        calls.get(i).ok(number ? Long.valueOf(String.valueOf(value)) : value);
                    }
                });
    }

    @Override
    public CompletionStage<?> readAll(SimulatedMember at) {
        return readAll("final", hash(at));
    }

    private static AsyncGridHash<String, Object> hash(SimulatedMember at) {
        return at.grid().hash(HASH, String.class, Object.class).async();
    }
}
