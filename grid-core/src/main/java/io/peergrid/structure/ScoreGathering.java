package io.peergrid.structure;

import io.peergrid.ScoreMerge;
import io.peergrid.ScoredElement;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Value;
import io.peergrid.command.sortedset.Aggregate;
import io.peergrid.command.sortedset.Operand;
import io.peergrid.command.sortedset.Operation;
import io.peergrid.command.sortedset.ScoreAlgebra;
import io.peergrid.command.sortedset.SortedSetCommands;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner.Outcome;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.value.ElementForm;
import io.peergrid.value.ScoreOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Sorted sets combined for an answer: by one command, or here of what their owners sent. Immutable. */
record ScoreGathering<E>(SortedSetCalls<E> calls, DataCommand command, Operation operation, ScoreMerge merge) {

    boolean inOneSlot() {
        return merge.operands().stream()
                        .map(name -> calls.names().key(name).slot())
                        .distinct()
                        .count()
                == 1;
    }

    Call<Value, List<ScoredElement<E>>> whole() {
        List<Value> arguments = calls.operands(merge, operation != Operation.DIFFERENCE);
        arguments.add(Value.of("WITHSCORES"));
        KeyCalls first = calls.names().key(merge.operands().get(0));
        return first.exactly(command, calls::scored, arguments);
    }

    /** Each operand whole, whether it is a sorted set or a set. */
    List<Call<Value, ?>> parts() {
        List<Call<Value, ?>> parts = new ArrayList<>(merge.operands().size());
        for (String name : merge.operands()) {
            KeyCalls operand = calls.names().key(name);
            List<Value> arguments = List.of(Value.of(1), operand.key(), Value.of("WITHSCORES"));
            parts.add(operand.exactly(SortedSetCommands.UNION, calls::scored, arguments));
        }
        return parts;
    }

    List<ScoredElement<E>> combine(List<Outcome<Value>> outcomes) {
        List<Operand> operands = new ArrayList<>(outcomes.size());
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Failed<Value> failed) {
                throw failed.error();
            }
            Value answer = ((Outcome.Done<Value>) outcomes.get(i)).result();
            operands.add(gathered(Answers.items(answer), merge.weights().get(i)));
        }
        Aggregate aggregate = Aggregate.valueOf(merge.aggregate().name());
        List<ByteSlice> elements = ScoreAlgebra.elements(ScoreAlgebra.members(operation, operands, aggregate));
        List<ScoredElement<E>> result = new ArrayList<>(elements.size());
        for (ByteSlice element : elements) {
            Value member = Value.of(ElementForm.SORTED_SET.member(element));
            E decoded = Objects.requireNonNull(calls.elements().decode(member));
            result.add(new ScoredElement<>(decoded, ScoreOrder.score(element)));
        }
        return result;
    }

    private static Operand gathered(List<Value> items, double weight) {
        GatheredOperand operand = new GatheredOperand(weight);
        for (int i = 0; i + 1 < items.size(); i += 2) {
            byte[] member = Objects.requireNonNull(Answers.bytes(items.get(i)));
            operand.add(new Key(0, member), Answers.real(items.get(i + 1)));
        }
        return operand;
    }
}
