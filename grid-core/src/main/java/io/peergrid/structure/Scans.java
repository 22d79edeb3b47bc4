package io.peergrid.structure;

import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.command.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of the content of one key: Redis's cursor is the token of the grid's. */
final class Scans {
    private static final int COUNT_MAX = 10_000;

    private Scans() {}

    static List<Value> arguments(ScanCursor cursor, @Nullable String pattern, int count) {
        if (count < 1 || count > COUNT_MAX) {
            throw new IllegalArgumentException("a page of " + count + " entries; ask for 1 to " + COUNT_MAX);
        }
        if (cursor.finished()) {
            throw new IllegalArgumentException("the scan is at its end; begin with ScanCursor.START");
        }
        List<Value> arguments = new ArrayList<>();
        arguments.add(Value.of(cursor.token().isEmpty() ? "0" : cursor.token()));
        arguments.addAll(List.of(Value.of("COUNT"), Value.of(count)));
        if (pattern != null) {
            arguments.addAll(List.of(Value.of("MATCH"), Value.of(pattern)));
        }
        return arguments;
    }

    static <T> ScanPage<T> page(Value answer, Function<List<Value>, List<T>> decode) {
        List<Value> parts = Answers.items(answer);
        byte[] next = Objects.requireNonNull(Answers.bytes(parts.get(0)));
        String token = new String(next, StandardCharsets.ISO_8859_1);
        return new ScanPage<>(
                decode.apply(Answers.items(parts.get(1))),
                token.equals("0") ? ScanCursor.END : new ScanCursor(token, false));
    }
}
