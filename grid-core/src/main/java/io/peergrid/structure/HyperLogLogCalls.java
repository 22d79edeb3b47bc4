package io.peergrid.structure;

import io.peergrid.command.CommandException;
import io.peergrid.command.Value;
import io.peergrid.command.hyperloglog.HyperLogLogCommands;
import io.peergrid.command.hyperloglog.Registers;
import io.peergrid.command.hyperloglog.Sketch;
import io.peergrid.command.string.StringCommands;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner.Outcome;
import io.peergrid.store.ByteSlice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a HyperLogLog does. Immutable. */
record HyperLogLogCalls<E>(KeyCalls key, Members<E> elements, Names names) {

    Call<?, Boolean> add(E element) {
        return key.call(HyperLogLogCommands.ADD, Answers::flag, elements.encode(element));
    }

    Call<?, Boolean> addAll(Collection<? extends E> all) {
        return key.call(HyperLogLogCommands.ADD, Answers::flag, elements.encodeAll(all));
    }

    Call<?, Long> count() {
        return key.call(HyperLogLogCommands.COUNT, Answers::whole);
    }

    boolean inOneSlot(Collection<String> others) {
        return others.stream().allMatch(other -> names.key(other).slot() == key.slot());
    }

    Call<?, Long> countWith(Collection<String> others) {
        return key.call(HyperLogLogCommands.COUNT, Answers::whole, keys(others));
    }

    Call<?, @Nullable Void> merge(Collection<String> others) {
        return key.call(HyperLogLogCommands.MERGE, Answers::nothing, keys(others));
    }

    private List<Value> keys(Collection<String> others) {
        List<Value> keys = new ArrayList<>(others.size());
        others.forEach(other -> keys.add(names.inSlotOf(key, other).key()));
        return keys;
    }

    /** The bytes of this one and of each of the others. */
    List<Call<Value, ?>> values(Collection<String> others) {
        List<Call<Value, ?>> calls = new ArrayList<>(others.size() + 1);
        calls.add(key.call(StringCommands.GET, Function.identity()));
        others.forEach(name -> calls.add(names.key(name).call(StringCommands.GET, Function.identity())));
        return calls;
    }

    /** What those bytes count together. */
    static long union(List<Outcome<Value>> outcomes) {
        Registers union = new Registers();
        for (Outcome<Value> outcome : outcomes) {
            if (outcome instanceof Outcome.Failed<Value> failed) {
                throw failed.error();
            }
            byte[] bytes = Answers.bytes(((Outcome.Done<Value>) outcome).result());
            if (bytes != null) {
                merge(bytes, union);
            }
        }
        return union.estimate();
    }

    private static void merge(byte[] bytes, Registers union) {
        try {
            Sketch.of(ByteSlice.of(bytes)).mergeInto(union);
        } catch (CommandException noHyperLogLog) {
            throw noHyperLogLog.toGridException();
        }
    }
}
