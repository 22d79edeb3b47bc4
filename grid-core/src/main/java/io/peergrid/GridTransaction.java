package io.peergrid;

/**
 * The structures of one slot inside a transaction, see {@link Grid#transaction}. They are the ordinary interfaces: what a call
 * answers takes the transaction's own changes into account. Handles made here end with the transaction, and handles made by the
 * {@link Grid} take no part in it. To be used by one thread at a time.
 *
 * <p>Every call asks the owner of the slot, or this member if it holds a copy. Keys and names of another slot are refused with
 * {@link IllegalArgumentException} (CROSSSLOT), and so is what would look through whole slots: sizes, scans and clearing of maps.
 * Calls that wait for elements throw {@link UnsupportedOperationException}.
 * Versions that calls on maps answer are those of the last commit, 0 for what the transaction made.
 */
public interface GridTransaction extends GridStructures {
    /** The tag that all its names and keys are of. */
    String tag();
}
