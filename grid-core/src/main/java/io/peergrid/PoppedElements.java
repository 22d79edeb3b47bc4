package io.peergrid;

import java.util.List;

/**
 * Elements taken off one of several collections.
 *
 * @param name of the collection they were in
 * @param elements at least one, in the order in which they were taken
 */
public record PoppedElements<E>(String name, List<E> elements) {
    public PoppedElements {
        elements = List.copyOf(elements);
    }
}
