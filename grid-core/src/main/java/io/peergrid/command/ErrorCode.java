package io.peergrid.command;

import io.peergrid.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Why a command refused. Numbers are part of the wire form; nothing has happened in any of these cases. */
public enum ErrorCode {
    /** The bytes are no command this member knows. */
    MALFORMED(1),
    /** The key holds a value of another kind. */
    WRONG_TYPE(2),
    /** Key or value exceed the member's limits. */
    TOO_LARGE(3),
    /** The member's memory bound would be exceeded. */
    MEMORY_BOUND(4),
    /** The bytes are no decimal number of 64 bits. */
    NOT_A_NUMBER(5),
    /** The number would leave the 64-bit range. */
    OVERFLOW(6),
    /** Arguments of a number or an order that the command does not have. */
    SYNTAX(7),
    /** The bytes are no number. */
    NOT_A_FLOAT(8),
    /** An argument is outside of what the command takes. */
    OUT_OF_RANGE(9),
    /** The key has to be there and is not. */
    NO_SUCH_KEY(10),
    /** The bytes of the value are not of the form that they claim to be. */
    CORRUPTED(11),
    /** The stream has no such consumer group, or the key is absent. */
    NO_GROUP(12),
    /** The stream has a consumer group of this name. */
    GROUP_EXISTS(13);

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static @Nullable ErrorCode of(int number) {
        for (ErrorCode code : values()) {
            if (code.number == number) {
                return code;
            }
        }
        return null;
    }

    /** The answer of a command that ended so. */
    byte[] answer(RuntimeException why) {
        byte[] message = String.valueOf(why.getMessage()).getBytes(StandardCharsets.UTF_8);
        return new WireWriter(message.length + 1)
                .u8(number)
                .raw(message, 0, message.length)
                .toBytes();
    }
}
