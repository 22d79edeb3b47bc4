package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.store.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Several sorted sets or sets of one slot, and how they are to be combined.
 *
 * @param scores WITHSCORES
 * @param limit of how many are counted; 0 for none
 */
record Combination(Operation operation, List<Source> sources, Aggregate aggregate, boolean scores, long limit) {
    /** What the members are wanted for. */
    enum Purpose {
        ANSWER,
        STORE,
        COUNT
    }

    /**
     * Reads how many keys, the keys and the options.
     *
     * @param name of the command
     * @param at where the number of keys is
     */
    static Combination read(
            Execution execution, Arguments arguments, String name, int at, Operation operation, Purpose purpose) {
        long keys = arguments.whole(at);
        if (keys < 1) {
            throw new CommandException(
                    ErrorCode.OUT_OF_RANGE,
                    "at least 1 input key is needed for '" + name.toLowerCase(Locale.ROOT) + "' command");
        }
        if (keys > arguments.count() - at - 1) {
            throw CommandException.syntax();
        }
        int end = at + 1 + (int) keys;
        List<Source> sources = new ArrayList<>();
        for (int i = at + 1; i < end; i++) {
            sources.add(Source.read(execution, arguments.key(i)));
        }
        boolean weighted = operation != Operation.DIFFERENCE && purpose != Purpose.COUNT;
        Combination combination = new Combination(operation, sources, Aggregate.SUM, false, 0);
        for (int i = end; i < arguments.count(); ) {
            String word = arguments.word(i);
            int rest = arguments.count() - i;
            if (weighted && word.equals("WEIGHTS") && rest > keys) {
                combination = combination.withWeights(arguments, i + 1);
                i += 1 + (int) keys;
            } else if (weighted && word.equals("AGGREGATE") && rest >= 2) {
                combination = combination.with(Aggregate.named(arguments.word(i + 1)));
                i += 2;
            } else if (purpose == Purpose.ANSWER && word.equals("WITHSCORES")) {
                combination = new Combination(operation, combination.sources, combination.aggregate, true, 0);
                i++;
            } else if (purpose == Purpose.COUNT && word.equals("LIMIT") && rest >= 2) {
                long limit = arguments.whole(i + 1, 0, "LIMIT can't be negative");
                combination = new Combination(operation, sources, Aggregate.SUM, false, limit);
                i += 2;
            } else {
                throw CommandException.syntax();
            }
        }
        return combination;
    }

    private Combination withWeights(Arguments arguments, int from) {
        List<Source> weighted = new ArrayList<>(sources.size());
        for (int i = 0; i < sources.size(); i++) {
            try {
                weighted.add(sources.get(i).withWeight(arguments.real(from + i)));
            } catch (CommandException notAFloat) {
                throw new CommandException(ErrorCode.NOT_A_FLOAT, "weight value is not a float");
            }
        }
        return new Combination(operation, weighted, aggregate, scores, limit);
    }

    private Combination with(Aggregate chosen) {
        return new Combination(operation, sources, chosen, scores, limit);
    }

    Map<Key, Double> members() {
        return ScoreAlgebra.members(operation, sources, aggregate);
    }
}
