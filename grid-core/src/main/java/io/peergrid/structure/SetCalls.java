package io.peergrid.structure;

import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Value;
import io.peergrid.command.set.SetCommands;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a set does. Immutable. */
record SetCalls<E>(KeyCalls key, Members<E> elements, Seeds seeds, Names names) {

    /** The element as one of the set's type; null if it cannot be one. */
    @Nullable
    E typed(@Nullable Object element) {
        Objects.requireNonNull(element, "an element is never null");
        Class<E> type = elements.codec().type();
        return type.isInstance(element) ? type.cast(element) : null;
    }

    List<E> typed(Collection<?> all) {
        List<E> typed = new ArrayList<>(all.size());
        for (Object element : all) {
            E one = typed(element);
            if (one != null) {
                typed.add(one);
            }
        }
        return typed;
    }

    Call<?, Boolean> add(E element) {
        return key.call(SetCommands.ADD, Answers::flag, elements.encode(element));
    }

    Call<?, Integer> addEach(Collection<? extends E> all) {
        return key.call(SetCommands.ADD, Answers::size, elements.encodeAll(all));
    }

    Call<?, Boolean> remove(E element) {
        return key.call(SetCommands.REMOVE, Answers::flag, elements.encode(element));
    }

    Call<?, Integer> removeEach(Collection<? extends E> all) {
        return key.call(SetCommands.REMOVE, Answers::size, elements.encodeAll(all));
    }

    Call<?, Boolean> contains(E element) {
        return key.call(SetCommands.CONTAINS, Answers::flag, elements.encode(element));
    }

    Call<?, Set<E>> containedOf(Collection<? extends E> all) {
        List<E> order = List.copyOf(all);
        return key.call(
                SetCommands.CONTAINS_EACH,
                answer -> {
                    List<Value> flags = Answers.items(answer);
                    Set<E> found = new LinkedHashSet<>();
                    for (int i = 0; i < flags.size(); i++) {
                        if (Answers.flag(flags.get(i))) {
                            found.add(order.get(i));
                        }
                    }
                    return found;
                },
                elements.encodeAll(order));
    }

    Call<?, Integer> size() {
        return key.call(SetCommands.SIZE, Answers::size);
    }

    Call<?, Set<E>> toSet() {
        return key.call(SetCommands.MEMBERS, this::decode);
    }

    Set<E> decode(Value answer) {
        return new LinkedHashSet<>(elements.decodeAll(answer));
    }

    Set<E> decode(Outcome<Value> outcome) {
        if (outcome instanceof Outcome.Failed<Value> failed) {
            throw failed.error();
        }
        return decode(((Outcome.Done<Value>) outcome).result());
    }

    Call<?, Boolean> moveTo(String other, E element) {
        KeyCalls to = names.inSlotOf(key, other);
        return key.call(SetCommands.MOVE, Answers::flag, to.key(), elements.encode(element));
    }

    Call<?, @Nullable E> pop() {
        return key.seeded(seeds.next(), SetCommands.POP, elements::decode);
    }

    Call<?, Set<E>> pop(int count) {
        return key.seeded(seeds.next(), SetCommands.POP, this::decode, Value.of(count));
    }

    Call<?, @Nullable E> randomElement() {
        return key.seeded(seeds.next(), SetCommands.RANDOM, elements::decode);
    }

    Call<?, List<E>> randomElements(int count) {
        return key.seeded(seeds.next(), SetCommands.RANDOM, elements::decodeAll, Value.of(count));
    }

    Call<?, Integer> store(DataCommand command, Collection<String> sets) {
        List<Value> arguments = new ArrayList<>(sets.size());
        sets.forEach(name -> arguments.add(names.inSlotOf(key, name).key()));
        return key.call(command, Answers::size, arguments);
    }

    boolean inOneSlot(Collection<String> others) {
        return others.stream().allMatch(other -> names.key(other).slot() == key.slot());
    }

    Call<?, Set<E>> combined(DataCommand command, Collection<String> others) {
        List<Value> arguments = new ArrayList<>(others.size());
        others.forEach(name -> arguments.add(names.key(name).key()));
        return key.call(command, this::decode, arguments);
    }

    /** All elements of this set and of each of the others. */
    List<Call<Value, ?>> members(Collection<String> others) {
        List<Call<Value, ?>> calls = new ArrayList<>(others.size() + 1);
        calls.add(key.call(SetCommands.MEMBERS, Function.identity()));
        others.forEach(name -> calls.add(names.key(name).call(SetCommands.MEMBERS, Function.identity())));
        return calls;
    }

    Call<?, ScanPage<E>> scan(ScanCursor cursor, @Nullable String pattern, int count) {
        return key.call(
                SetCommands.SCAN,
                answer -> Scans.page(answer, elements::decodeAll),
                Scans.arguments(cursor, pattern, count));
    }
}
