package io.peergrid.function;

import io.peergrid.GridFunctionException;
import io.peergrid.GridFunctionException.Reason;
import io.peergrid.GridSerializationException;
import io.peergrid.codec.ValueCodec;
import io.peergrid.store.ByteSlice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a function came to, as it travels: a kind and what that needs. */
final class FunctionResult {
    private static final byte NOTHING = 0;
    private static final byte VALUE = 1;
    private static final byte THREW = 2;
    private static final byte OUT_OF_TIME = 3;
    private static final byte UNKNOWN_FUNCTION = 4;
    private static final byte RESULT = 5;

    private FunctionResult() {}

    static byte[] nothing() {
        return new byte[] {NOTHING};
    }

    static byte[] value(byte[] encoded) {
        return with(VALUE, encoded);
    }

    static byte[] failed(Reason reason, String message) {
        byte kind =
                switch (reason) {
                    case THREW -> THREW;
                    case OUT_OF_TIME -> OUT_OF_TIME;
                    case UNKNOWN_FUNCTION -> UNKNOWN_FUNCTION;
                    case RESULT -> RESULT;
                };
        return with(kind, message.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What the caller gets.
     *
     * @throws GridFunctionException if it failed
     * @throws GridSerializationException if the bytes are no result of this type
     */
    static <R> @Nullable R read(byte[] bytes, ValueCodec<R> codec) {
        byte kind = bytes.length == 0 ? -1 : bytes[0];
        if (kind == NOTHING) {
            return null;
        } else if (kind == VALUE) {
            return codec.decode(new ByteSlice(bytes, 1, bytes.length - 1));
        }
        Reason reason =
                switch (kind) {
                    case THREW -> Reason.THREW;
                    case OUT_OF_TIME -> Reason.OUT_OF_TIME;
                    case UNKNOWN_FUNCTION -> Reason.UNKNOWN_FUNCTION;
                    case RESULT -> Reason.RESULT;
                    default -> throw new GridSerializationException("a result of unknown kind " + kind, null);
                };
        throw new GridFunctionException(reason, new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8));
    }

    private static byte[] with(byte kind, byte[] content) {
        byte[] bytes = new byte[1 + content.length];
        bytes[0] = kind;
        System.arraycopy(content, 0, bytes, 1, content.length);
        return bytes;
    }
}
