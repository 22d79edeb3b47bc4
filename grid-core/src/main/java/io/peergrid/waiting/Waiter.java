package io.peergrid.waiting;

import io.peergrid.ports.MemberId;
import java.util.Comparator;
import java.util.List;

/**
 * Somebody who waits, as the owner knows it.
 *
 * @param places where it waits; it stands in the line of each
 * @param since when the waiting began
 * @param heard when its caller last said so
 */
record Waiter(Ticket ticket, List<Place> places, long since, long heard) {
    /** Who waits longest first. */
    static final Comparator<Waiter> LONGEST_FIRST = Comparator.comparingLong(Waiter::since)
            .thenComparing(waiter -> waiter.ticket.who())
            .thenComparingLong(waiter -> waiter.ticket.number());

    /** One wait in the grid. */
    record Ticket(MemberId who, long number) {}
}
