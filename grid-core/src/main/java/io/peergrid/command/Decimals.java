package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers with a fraction as text, as C reads them; no hexadecimal. */
public final class Decimals {
    static final int MAX_CHARACTERS = 5_000;

    static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern SPACE = Pattern.compile("^[ \\t\\n\\u000b\\f\\r]+");
    private static final double EXACT_WHOLE = 1e15;

    private Decimals() {}

    /** @throws CommandException NOT_A_FLOAT if the text is no number, or one that a double cannot come near to */
    static double parse(ByteSlice plain) {
        String text = text(plain);
        String name = text.toLowerCase(Locale.ROOT);
        switch (name) {
            case "inf", "+inf", "infinity", "+infinity" -> {
                return Double.POSITIVE_INFINITY;
            }
            case "-inf", "-infinity" -> {
                return Double.NEGATIVE_INFINITY;
            }
            default -> {
                if (!NUMBER.matcher(text).matches()) {
                    throw notAFloat();
                }
                double number = Double.parseDouble(text);
                if (Double.isInfinite(number) || (number == 0 && !isZero(text))) {
                    throw notAFloat();
                }
                return number;
            }
        }
    }

    /**
     * As C's strtod reads the bytes up to the first 0: what is too large is infinite, what is too small is 0, and so is nothing at all. Space
     * before the number passes.
     *
     * @return NaN if it is no number
     */
    public static double lenient(ByteSlice plain) {
        String text = new String(plain.source(), plain.offset(), plain.length(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf(0);
        text = end < 0 ? text : text.substring(0, end);
        if (text.isEmpty()) {
            return 0;
        }
        text = SPACE.matcher(text).replaceFirst("").toLowerCase(Locale.ROOT);
        return switch (text) {
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default ->
                text.length() <= MAX_CHARACTERS && NUMBER.matcher(text).matches()
                        ? Double.parseDouble(text)
                        : Double.NaN;
        };
    }

    static byte[] write(double number) {
        String text;
        if (Double.isInfinite(number)) {
            text = number > 0 ? "inf" : "-inf";
        } else if (number == Math.rint(number) && Math.abs(number) < EXACT_WHOLE) {
            text = Long.toString((long) number);
        } else {
            text = Double.toString(number);
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(ByteSlice plain) {
        if (plain.length() == 0 || plain.length() > MAX_CHARACTERS) {
            throw notAFloat();
        }
        return new String(plain.source(), plain.offset(), plain.length(), StandardCharsets.ISO_8859_1);
    }

    /** Whether no digit before an exponent is above 0. */
    static boolean isZero(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'e' || c == 'E') {
                return true;
            }
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }

    static CommandException notAFloat() {
        return new CommandException(ErrorCode.NOT_A_FLOAT, "value is not a valid float");
    }
}
