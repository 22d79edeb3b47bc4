package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.store.ByteSlice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** One of the two ends of a list. */
enum ListEnd {
    LEFT,
    RIGHT;

    /** @throws CommandException SYNTAX if the argument is neither LEFT nor RIGHT */
    static ListEnd of(Arguments arguments, int index) {
        return switch (arguments.word(index)) {
            case "LEFT" -> LEFT;
            case "RIGHT" -> RIGHT;
            default -> throw CommandException.syntax();
        };
    }

    /** Puts elements at this end one after the other. */
    void push(ListEdit list, List<ByteSlice> elements) {
        if (this == RIGHT) {
            list.insert(list.size(), elements);
            return;
        }
        List<ByteSlice> reversed = new ArrayList<>(elements);
        Collections.reverse(reversed);
        list.insert(0, reversed);
    }

    /**
     * Takes elements off this end, the outermost first.
     *
     * @param most how many, if there are so many; above 0
     */
    List<ByteSlice> pop(ListEdit list, long most) {
        int count = (int) Math.min(most, list.size());
        List<ByteSlice> popped = new ArrayList<>(count);
        Predicate<ByteSlice> taking = element -> {
            popped.add(element);
            return popped.size() < count;
        };
        int last = list.size() - 1;
        if (count > 0 && this == LEFT) {
            list.forwards(0, taking);
            list.remove(0, count);
        } else if (count > 0) {
            list.backwards(last, taking);
            list.remove(last - count + 1, count);
        }
        return popped;
    }
}
