package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Glob;
import io.peergrid.value.ElementType;
import io.peergrid.value.ElementView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What follows the key of a SCAN command: cursor, MATCH pattern, COUNT number.
 *
 * @param count how many elements to look at, at most {@value #MOST_COUNT}
 */
public record ScanOptions(long cursor, @Nullable Glob pattern, int count) {
    private static final int DEFAULT_COUNT = 10;
    private static final int MOST_COUNT = 10_000;

    /**
     * The answer of a page: what the collector adds, and the next cursor. Of an absent key the options are not looked at.
     *
     * @param type of the collection under the first argument
     */
    public static Value page(
            Execution execution, Arguments arguments, ElementType type, BiConsumer<List<Value>, ByteSlice> collector) {
        long cursor = cursor(arguments.bytes(1));
        ElementEdit elements = execution.elements(arguments.key(0), type);
        List<Value> found = new ArrayList<>();
        long next = ElementView.END;
        if (elements.size() > 0) {
            ScanOptions options = read(arguments, 2, cursor);
            int[] seen = {0};
            next = elements.scan(Math.min(cursor, ElementView.END), element -> {
                if (options.matches(elements.form().member(element))) {
                    collector.accept(found, element);
                }
                return ++seen[0] < options.count;
            });
        }
        long shown = next == ElementView.END ? 0 : next;
        return Value.of(List.of(Value.of(Long.toString(shown)), Value.of(found)));
    }

    /**
     * What comes after the cursor.
     *
     * @param from where the first option is
     */
    public static ScanOptions read(Arguments arguments, int from, long cursor) {
        Glob pattern = null;
        int count = DEFAULT_COUNT;
        for (int i = from; i < arguments.count(); i += 2) {
            if (i + 1 == arguments.count()) {
                throw CommandException.syntax();
            }
            switch (arguments.word(i)) {
                case "MATCH" -> pattern = Glob.of(arguments.bytes(i + 1).toBytes());
                case "COUNT" -> {
                    long wanted = arguments.whole(i + 1);
                    if (wanted < 1) {
                        throw CommandException.syntax();
                    }
                    count = (int) Math.min(wanted, MOST_COUNT);
                }
                default -> throw CommandException.syntax();
            }
        }
        return new ScanOptions(cursor, pattern, count);
    }

    public boolean matches(ByteSlice name) {
        return pattern == null || pattern.matches(name);
    }

    /** @throws CommandException OUT_OF_RANGE */
    public static long cursor(ByteSlice bytes) {
        String text = new String(bytes.source(), bytes.offset(), bytes.length(), StandardCharsets.ISO_8859_1);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            // Redis reads a sign, too; what is below 0 is beyond the last element.
            return text.charAt(0) == '-'
                    ? -Long.parseLong(text) == 0 ? 0 : Long.MAX_VALUE
                    : Long.parseUnsignedLong(text) & Long.MAX_VALUE;
        } catch (NumberFormatException notANumber) {
            throw invalid();
        }
    }

    private static CommandException invalid() {
        return new CommandException(ErrorCode.OUT_OF_RANGE, "invalid cursor");
    }
}
