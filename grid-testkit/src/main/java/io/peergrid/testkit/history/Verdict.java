package io.peergrid.testkit.history;

/** What a check found. */
public enum Verdict {
    /** Every key's history has an order that explains all answers. */
    LINEARIZABLE,
    /** Some key's history has none. */
    NOT_LINEARIZABLE,
    /** The bound on the search was reached before an answer was found. */
    UNDECIDED
}
