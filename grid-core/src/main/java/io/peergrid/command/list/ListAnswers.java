package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.ValueTag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Arguments and answers that several commands have. */
final class ListAnswers {
    private ListAnswers() {}

    static Value of(List<ByteSlice> elements) {
        List<Value> values = new ArrayList<>(elements.size());
        elements.forEach(element -> values.add(new Value.Stored(element)));
        return Value.of(values);
    }

    /** The arguments from an index on as values to store. */
    static List<ByteSlice> elements(Arguments arguments, int from) {
        List<ByteSlice> elements = new ArrayList<>(arguments.count() - from);
        for (int i = from; i < arguments.count(); i++) {
            elements.add(arguments.stored(i));
        }
        return elements;
    }

    /** Tells elements that are the same value as Redis sees it: the same bytes, whatever their tags. */
    static Predicate<ByteSlice> same(ByteSlice wanted) {
        boolean object = wanted.byteAt(0) == ValueTag.KRYO_1;
        ByteSlice plain = object ? wanted : StringValues.plain(wanted);
        return element -> {
            if (element.byteAt(0) == wanted.byteAt(0)) {
                return element.sameBytes(wanted);
            }
            return !object
                    && element.byteAt(0) != ValueTag.KRYO_1
                    && StringValues.plain(element).sameBytes(plain);
        };
    }
}
