package io.peergrid.structure;

import io.peergrid.GridDeque.End;
import io.peergrid.PoppedElements;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Value;
import io.peergrid.command.list.ListCommands;
import io.peergrid.map.Call;
import io.peergrid.map.KeyWait;
import io.peergrid.map.SlotCalls;
import io.peergrid.store.ValueTag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a deque does. Immutable. */
record DequeCalls<E>(KeyCalls key, TypedValues<E> values, Names names) {

    Call<?, Integer> push(End end, E element) {
        return key.call(
                end == End.FIRST ? ListCommands.PUSH_LEFT : ListCommands.PUSH_RIGHT,
                Answers::size,
                values.encode(element));
    }

    /** Of no elements: the length. */
    Call<?, Integer> pushEach(End end, Collection<? extends E> elements) {
        List<Value> encoded = new ArrayList<>(elements.size());
        elements.forEach(element -> encoded.add(values.encode(element)));
        if (encoded.isEmpty()) {
            return size();
        }
        return key.call(end == End.FIRST ? ListCommands.PUSH_LEFT : ListCommands.PUSH_RIGHT, Answers::size, encoded);
    }

    Call<?, Integer> pushIfPresent(End end, E element) {
        DataCommand command = end == End.FIRST ? ListCommands.PUSH_LEFT_IF_THERE : ListCommands.PUSH_RIGHT_IF_THERE;
        return key.call(command, Answers::size, values.encode(element));
    }

    Call<?, @Nullable E> poll(End end) {
        return key.call(pop(end), values::decode);
    }

    Call<?, List<E>> poll(End end, int count) {
        return key.call(pop(end), this::decodeAll, Value.of(count));
    }

    Call<?, @Nullable PoppedElements<E>> pollAny(SeveralKeys keys, End end, int count) {
        return keys.pop(ListCommands.MULTI_POP, word(end), count, this::decodeAll);
    }

    SeveralKeys with(Collection<String> others) {
        return SeveralKeys.of(key, others, names);
    }

    /** A wait for elements. */
    KeyWait await(SlotCalls calls) {
        return key.await(calls, ValueTag.LIST, List.of());
    }

    private static DataCommand pop(End end) {
        return end == End.FIRST ? ListCommands.POP_LEFT : ListCommands.POP_RIGHT;
    }

    Call<?, @Nullable E> get(int index) {
        return key.call(ListCommands.INDEX, values::decode, Value.of(index));
    }

    Call<?, @Nullable Void> set(int index, E element) {
        return key.call(ListCommands.SET, Answers::nothing, Value.of(index), values.encode(element));
    }

    Call<?, List<E>> range(int from, int to) {
        return key.call(ListCommands.RANGE, this::decodeAll, Value.of(from), Value.of(to));
    }

    Call<?, Integer> size() {
        return key.call(ListCommands.LENGTH, Answers::size);
    }

    /** -1 if there is none. */
    Call<?, Integer> indexOf(E element, int rank) {
        return key.call(
                ListCommands.POSITION,
                answer -> answer instanceof Value.Nil ? -1 : Answers.size(answer),
                values.encode(element),
                Value.of("RANK"),
                Value.of(rank));
    }

    Call<?, List<Integer>> indexesOf(E element, int rank, int count, int most) {
        return key.call(
                ListCommands.POSITION,
                answer -> Answers.items(answer).stream().map(Answers::size).toList(),
                values.encode(element),
                Value.of("RANK"),
                Value.of(rank),
                Value.of("COUNT"),
                Value.of(count),
                Value.of("MAXLEN"),
                Value.of(most));
    }

    Call<?, Integer> insert(String place, E pivot, E element) {
        return key.call(
                ListCommands.INSERT,
                answer -> (int) Answers.whole(answer),
                Value.of(place),
                values.encode(pivot),
                values.encode(element));
    }

    Call<?, Integer> remove(E element, int count) {
        return key.call(ListCommands.REMOVE, Answers::size, Value.of(count), values.encode(element));
    }

    Call<?, @Nullable Void> trim(int from, int to) {
        return key.call(ListCommands.TRIM, Answers::nothing, Value.of(from), Value.of(to));
    }

    Call<?, @Nullable E> moveTo(String other, End from, End to) {
        return key.call(
                ListCommands.MOVE,
                values::decode,
                names.inSlotOf(key, other).key(),
                Value.of(word(from)),
                Value.of(word(to)));
    }

    private static String word(End end) {
        return end == End.FIRST ? "LEFT" : "RIGHT";
    }

    /** The element as one of the deque's type; null if it cannot be one. */
    @Nullable
    E typed(@Nullable Object element) {
        return values.typed(Objects.requireNonNull(element, "an element is never null"));
    }

    private List<E> decodeAll(Value answer) {
        if (answer instanceof Value.Nil) {
            return List.of();
        }
        List<E> elements = new ArrayList<>();
        for (Value element : Answers.items(answer)) {
            elements.add(Objects.requireNonNull(values.decode(element), "a list with nothing in it"));
        }
        return elements;
    }
}
