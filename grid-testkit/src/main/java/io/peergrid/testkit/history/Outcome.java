package io.peergrid.testkit.history;

/** What the client knows about an operation when it ends. */
public enum Outcome {
    /** It happened, between start and end. */
    OK,
    /** It surely did not happen. */
    FAIL,
    /** Unknown: it may take effect at any time after its start, or never. */
    INFO
}
