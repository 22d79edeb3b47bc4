package io.peergrid.command.sortedset;

import io.peergrid.command.CommandException;

/** What becomes of a member's scores in several sorted sets. */
public enum Aggregate {
    SUM {
        @Override
        public double of(double one, double other) {
            double sum = one + other;
            return Double.isNaN(sum) ? 0 : sum;
        }
    },
    MIN {
        @Override
        public double of(double one, double other) {
            return other < one ? other : one;
        }
    },
    MAX {
        @Override
        public double of(double one, double other) {
            return other > one ? other : one;
        }
    };

    /** Never NaN if the first is not. */
    public abstract double of(double one, double other);

    /** @throws CommandException SYNTAX */
    static Aggregate named(String word) {
        return switch (word) {
            case "SUM" -> SUM;
            case "MIN" -> MIN;
            case "MAX" -> MAX;
            default -> throw CommandException.syntax();
        };
    }
}
