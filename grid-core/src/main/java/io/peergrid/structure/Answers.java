package io.peergrid.structure;

import io.peergrid.GridSerializationException;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What answers mean, and arguments that many calls have. */
final class Answers {
    private Answers() {}

    static long whole(Value answer) {
        if (answer instanceof Value.Whole whole) {
            return whole.number();
        }
        throw unexpected(answer);
    }

    static int size(Value answer) {
        return (int) Math.min(Integer.MAX_VALUE, whole(answer));
    }

    /** Null if nil. */
    static @Nullable Integer sizeOrNull(Value answer) {
        return answer instanceof Value.Nil ? null : (Integer) size(answer);
    }

    static double real(Value answer) {
        if (answer instanceof Value.Real real) {
            return real.number();
        }
        throw unexpected(answer);
    }

    /** Null if nil. */
    static @Nullable Double realOrNull(Value answer) {
        return answer instanceof Value.Nil ? null : (Double) real(answer);
    }

    static boolean flag(Value answer) {
        return whole(answer) != 0;
    }

    /** Whether something was done that is answered with OK. */
    static boolean done(Value answer) {
        return answer instanceof Value.Status;
    }

    static @Nullable Void nothing(Value answer) {
        return null;
    }

    static List<Value> items(Value answer) {
        if (answer instanceof Value.Items items) {
            return items.values();
        }
        throw unexpected(answer);
    }

    /** Plain bytes, also of a stored value; null if nil. */
    static byte @Nullable [] bytes(Value answer) {
        if (answer instanceof Value.Bytes plain) {
            return plain.bytes().toBytes();
        }
        return answer instanceof Value.Stored stored
                ? StringValues.plain(stored.tagged()).toBytes()
                : null;
    }

    static BigDecimal decimal(Value answer) {
        byte[] text = bytes(answer);
        if (text == null) {
            throw unexpected(answer);
        }
        return new BigDecimal(new String(text, StandardCharsets.ISO_8859_1));
    }

    static ByteSlice stored(Value answer) {
        if (answer instanceof Value.Stored stored) {
            return stored.tagged();
        }
        throw unexpected(answer);
    }

    static @Nullable Duration duration(Value answer) {
        long millis = whole(answer);
        return millis < 0 ? null : Duration.ofMillis(Math.max(1, millis));
    }

    static Value millis(Duration timeToLive) {
        long millis = timeToLive.toMillis();
        if (millis < 1) {
            throw new IllegalArgumentException(
                    "a time to live of " + timeToLive + "; it must be at least a millisecond");
        }
        return Value.of(millis);
    }

    private static GridSerializationException unexpected(Value answer) {
        return new GridSerializationException(
                "an answer of another form than expected: " + answer.getClass().getSimpleName(), null);
    }
}
