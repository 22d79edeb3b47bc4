package io.peergrid.command.sortedset;

/** How sorted sets are combined. */
public enum Operation {
    UNION,
    INTERSECTION,
    DIFFERENCE
}
