package io.peergrid.command.bitmap;

import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;

/** From a bit to a bit, both included; empty if the last is before the first. */
record BitRange(long first, long last) {

    static BitRange whole(int bytes) {
        return new BitRange(0, (long) bytes * Byte.SIZE - 1);
    }

    /**
     * The range from a place to a place, both included, negative ones counting from the end.
     *
     * @param bits whether the places are bits, or bytes
     */
    static BitRange of(long start, long end, boolean bits, int bytes) {
        long size = bits ? (long) bytes * Byte.SIZE : bytes;
        long first = Math.max(0, start < 0 ? start + size : start);
        long last = Math.min(size - 1, Math.max(0, end < 0 ? end + size : end));
        if (first > last) {
            return new BitRange(0, -1);
        }
        return bits ? new BitRange(first, last) : new BitRange(first * Byte.SIZE, last * Byte.SIZE + Byte.SIZE - 1);
    }

    /** @throws CommandException SYNTAX if the argument is neither BIT nor BYTE */
    static boolean isInBits(Arguments arguments, int index) {
        return switch (arguments.word(index)) {
            case "BIT" -> true;
            case "BYTE" -> false;
            default -> throw CommandException.syntax();
        };
    }
}
