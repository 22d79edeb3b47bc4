package io.peergrid.structure;

import io.peergrid.PoppedElements;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Value;
import io.peergrid.map.Call;
import io.peergrid.map.KeyWait;
import io.peergrid.map.SlotCalls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A key and others of its slot, the first one that has elements counts. Immutable. */
record SeveralKeys(KeyCalls first, List<KeyCalls> others) {

    /** @throws IllegalArgumentException if one of the others is of another slot */
    static SeveralKeys of(KeyCalls first, Collection<String> others, Names names) {
        return new SeveralKeys(
                first, others.stream().map(name -> names.inSlotOf(first, name)).toList());
    }

    /** As {@link KeyCalls#await}. */
    KeyWait await(SlotCalls calls, byte type) {
        return first.await(calls, type, others);
    }

    /**
     * LMPOP or ZMPOP; null if all are empty.
     *
     * @param end LEFT, RIGHT, MIN or MAX
     */
    <E> Call<?, @Nullable PoppedElements<E>> pop(
            DataCommand command, String end, int count, Function<Value, List<E>> elements) {
        List<Value> arguments = new ArrayList<>(others.size() + 5);
        arguments.add(Value.of(others.size() + 1L));
        arguments.add(first.key());
        others.forEach(other -> arguments.add(other.key()));
        arguments.addAll(List.of(Value.of(end), Value.of("COUNT"), Value.of(count)));
        return first.exactly(command, answer -> popped(answer, elements), arguments);
    }

    private <E> @Nullable PoppedElements<E> popped(Value answer, Function<Value, List<E>> elements) {
        if (answer instanceof Value.Nil) {
            return null;
        }
        List<Value> parts = Answers.items(answer);
        byte[] key = Answers.bytes(parts.get(0));
        String name = others.stream()
                .filter(other -> Arrays.equals(Answers.bytes(other.key()), key))
                .findFirst()
                .orElse(first)
                .name();
        return new PoppedElements<>(name, elements.apply(parts.get(1)));
    }
}
