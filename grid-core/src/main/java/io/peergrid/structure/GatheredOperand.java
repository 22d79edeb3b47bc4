package io.peergrid.structure;

import io.peergrid.command.sortedset.Operand;
import io.peergrid.store.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/** A sorted set as its owner sent it. One thread. */
final class GatheredOperand implements Operand {
    private final Map<Key, Double> scores = new HashMap<>();
    private final double weight;

    GatheredOperand(double weight) {
        this.weight = weight;
    }

    void add(Key member, double score) {
        scores.put(member, score);
    }

    @Override
    public int size() {
        return scores.size();
    }

    @Override
    public @Nullable Double score(Key member) {
        Double score = scores.get(member);
        return score == null ? null : score * weight;
    }

    @Override
    public void forEach(ObjDoubleConsumer<Key> visitor) {
        scores.forEach((member, score) -> visitor.accept(member, score * weight));
    }
}
