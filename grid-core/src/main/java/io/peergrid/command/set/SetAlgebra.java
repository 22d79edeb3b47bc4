package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;
import io.peergrid.value.ElementType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Intersection, union and difference of sets of one slot. */
final class SetAlgebra {
    private SetAlgebra() {}

    static List<ElementEdit> sets(Execution execution, Arguments arguments, int from) {
        List<ElementEdit> sets = new ArrayList<>();
        for (int i = from; i < arguments.count(); i++) {
            sets.add(execution.elements(arguments.key(i), ElementType.SET));
        }
        return sets;
    }

    static Collection<Key> intersect(List<ElementEdit> sets) {
        List<ElementEdit> bySize = new ArrayList<>(sets);
        bySize.sort(Comparator.comparingInt(ElementEdit::size));
        List<ElementEdit> others = bySize.subList(1, bySize.size());
        return members(bySize.get(0), member -> others.stream().allMatch(other -> other.contains(member)));
    }

    static Collection<Key> difference(List<ElementEdit> sets) {
        List<ElementEdit> others = sets.subList(1, sets.size());
        return members(sets.get(0), member -> others.stream().noneMatch(other -> other.contains(member)));
    }

    static Collection<Key> union(List<ElementEdit> sets) {
        Set<Key> all = new LinkedHashSet<>();
        sets.forEach(set -> set.forEach((member, nothing) -> all.add(Key.of(0, member))));
        return all;
    }

    private static List<Key> members(ElementEdit set, Predicate<Key> wanted) {
        List<Key> members = new ArrayList<>();
        set.forEach((bytes, nothing) -> {
            Key member = Key.of(0, bytes);
            if (wanted.test(member)) {
                members.add(member);
            }
        });
        return members;
    }

    static Value answer(Collection<Key> members) {
        return Value.of(members.stream().map(member -> Value.of(member.slice())).toList());
    }

    /** Puts the members under the first argument, in place of what it holds. */
    static Value store(Execution execution, Arguments arguments, Collection<Key> members) {
        ElementEdit target = execution.replace(arguments.key(0), ElementType.SET);
        members.forEach(target::add);
        return Value.of(members.size());
    }
}
