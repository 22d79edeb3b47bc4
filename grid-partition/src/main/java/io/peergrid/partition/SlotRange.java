package io.peergrid.partition;

/**
 * Neighbouring slots with equal assignments.
 *
 * @param from first slot
 * @param to one past the last slot
 */
public record SlotRange(int from, int to, SlotAssignment assignment) {

    /** The number of slots. */
    public int size() {
        return to - from;
    }
}
