package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Glob;
import io.peergrid.value.ElementView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What follows the key of a SCAN command: cursor, MATCH pattern, COUNT number.
 *
 * @param count how many elements to look at, at most {@value #MOST_COUNT}
 */
public record ScanOptions(long cursor, @Nullable Glob pattern, int count) {
    private static final int DEFAULT_COUNT = 10;
    private static final int MOST_COUNT = 10_000;
    private static final int MOST_CURSOR_DIGITS = 20;

    /** @param at where the cursor is */
    public static ScanOptions read(Arguments arguments, int at) {
        long cursor = cursor(arguments.bytes(at));
        Glob pattern = null;
        int count = DEFAULT_COUNT;
        for (int i = at + 1; i < arguments.count(); i += 2) {
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

    /**
     * The answer of a page.
     *
     * @param found what the collector fills
     */
    public Value page(List<Value> found, ElementEdit from, Consumer<ByteSlice> collector) {
        int[] seen = {0};
        long next = from.scan(Math.min(cursor, ElementView.END), element -> {
            if (matches(from.form().member(element))) {
                collector.accept(element);
            }
            return ++seen[0] < count;
        });
        long shown = next == ElementView.END ? 0 : next;
        return Value.of(List.of(Value.of(Long.toString(shown)), Value.of(found)));
    }

    private static long cursor(ByteSlice bytes) {
        String text = new String(bytes.source(), bytes.offset(), bytes.length(), StandardCharsets.ISO_8859_1);
        try {
            if (!text.isEmpty() && text.length() <= MOST_CURSOR_DIGITS && Character.isDigit(text.charAt(0))) {
                return Long.parseUnsignedLong(text) & Long.MAX_VALUE;
            }
        } catch (NumberFormatException notANumber) {
            throw invalid();
        }
        throw invalid();
    }

    private static CommandException invalid() {
        return new CommandException(ErrorCode.OUT_OF_RANGE, "invalid cursor");
    }
}
