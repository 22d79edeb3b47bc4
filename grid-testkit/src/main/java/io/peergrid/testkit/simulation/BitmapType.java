package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridBitmap;
import io.peergrid.simulation.SplitMixRandom;
import io.peergrid.testkit.history.Action;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** A bitmap: each bit is set or not, and whoever changes it is told what it was. */
final class BitmapType extends RegisterType {
    private static final String BITMAP = "bitmap0";
    private static final String SET = "set";
    private static final int BITS = 5;
    private static final int APART = 37;

    BitmapType(LongSupplier clock) {
        super("bitmap", List.of(BITMAP), clock);
    }

    @Override
    public CompletionStage<?> operate(SimulatedMember at, String client, SplitMixRandom random) {
        AsyncGridBitmap bitmap = at.grid().bitmap(BITMAP).async();
        long bit = (long) random.nextInt(BITS) * APART;
        String register = register(BITMAP, bit);
        return switch (random.nextInt(8)) {
            case 0, 1, 2 ->
                record(
                        client,
                        Action.cas(register, null, SET),
                        () -> bitmap.set(bit, true),
                        (call, was) -> call.ok(!was));
            case 3, 4 ->
                record(client, Action.delete(register), () -> bitmap.set(bit, false), (call, was) -> call.ok(was));
            case 5 -> readAll(client, bitmap);
            default ->
                record(client, Action.read(register), () -> bitmap.get(bit), (call, set) -> call.ok(set ? SET : null));
        };
    }

    private CompletionStage<?> readAll(String client, AsyncGridBitmap bitmap) {
        return recordAll(
                client,
                LongStream.range(0, BITS).mapToObj(bit -> Action.read(register(BITMAP, bit * APART))),
                bitmap::toBitSet,
                (calls, found) -> {
                    for (int i = 0; i < BITS; i++) {
                        calls.get(i).ok(found.get(i * APART) ? SET : null);
                    }
                });
    }

    @Override
    public CompletionStage<?> readAll(SimulatedMember at) {
        return readAll("final", at.grid().bitmap(BITMAP).async());
    }
}
