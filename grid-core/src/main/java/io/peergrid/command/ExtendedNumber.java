package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Addition as the 80-bit numbers of x86-64 do it, which is what Redis adds fractions with: 64 bits of mantissa, rounded half to even,
 * written with 17 digits after the point at most. Decided once, at the primary; what is replicated is the text.
 */
public final class ExtendedNumber {
    private static final int MANTISSA_BITS = 64;
    private static final int WRITTEN_DIGITS = 17;
    /** Decimal exponents beyond which such a number is infinite or 0. */
    private static final int MOST_EXPONENT = 4_932;

    private ExtendedNumber() {}

    /**
     * The sum as text.
     *
     * @param present text of a number
     * @param message of the refusal if it is none
     * @param increment text of a number
     */
    public static byte[] add(ByteSlice present, String message, ByteSlice increment) {
        BigDecimal before = parse(present, message);
        BigDecimal delta = parse(increment, "value is not a valid float");
        BigDecimal sum = before == null || delta == null ? null : round(before.add(delta));
        if (sum == null || isInfinite(sum)) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, "increment would produce NaN or Infinity");
        }
        BigDecimal written =
                sum.setScale(WRITTEN_DIGITS, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return (written.signum() == 0 ? "0" : written.toPlainString()).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @throws CommandException NOT_A_FLOAT, or OUT_OF_RANGE if it is infinite */
    public static void checkFinite(ByteSlice increment) {
        if (parse(increment, "value is not a valid float") == null) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, "value is NaN or Infinity");
        }
    }

    /** Null if it is infinite. */
    private static @Nullable BigDecimal parse(ByteSlice plain, String message) {
        try {
            String text = Decimals.text(plain);
            String name = text.toLowerCase(Locale.ROOT).replaceFirst("^[+-]", "");
            if (name.equals("inf") || name.equals("infinity")) {
                return null;
            }
            if (!Decimals.NUMBER.matcher(text).matches()) {
                throw Decimals.notAFloat();
            }
            return round(bounded(text));
        } catch (CommandException refused) {
            throw refused.code() == ErrorCode.NOT_A_FLOAT
                    ? new CommandException(ErrorCode.NOT_A_FLOAT, message)
                    : refused;
        }
    }

    private static BigDecimal bounded(String text) {
        if (Decimals.isZero(text)) {
            return BigDecimal.ZERO;
        }
        int mark = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (mark >= 0 && text.length() - mark > 8) {
            throw Decimals.notAFloat();
        }
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.precision() - number.scale()) > MOST_EXPONENT + 1) {
            throw Decimals.notAFloat();
        }
        return number;
    }

    private static boolean isInfinite(BigDecimal number) {
        return number.signum() != 0 && (long) number.precision() - number.scale() > MOST_EXPONENT + 1;
    }

    /** To the nearest number of 64 bits of mantissa, exactly. */
    static BigDecimal round(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigInteger digits = number.unscaledValue().abs();
        BigInteger divisor = BigInteger.ONE;
        if (number.scale() > 0) {
            divisor = BigInteger.TEN.pow(number.scale());
        } else {
            digits = digits.multiply(BigInteger.TEN.pow(-number.scale()));
        }
        // Two bits more than needed, and the remainder says whether anything is below them.
        int shift = Math.max(0, MANTISSA_BITS + 2 - digits.bitLength() + divisor.bitLength());
        BigInteger[] quotient = digits.shiftLeft(shift).divideAndRemainder(divisor);
        BigInteger mantissa = quotient[0];
        int excess = mantissa.bitLength() - MANTISSA_BITS;
        if (excess > 0) {
            mantissa = roundHalfEven(mantissa, excess, quotient[1].signum() != 0);
            shift -= excess;
        }
        BigDecimal magnitude = shift <= 0
                ? new BigDecimal(mantissa.shiftLeft(-shift))
                : new BigDecimal(mantissa).divide(new BigDecimal(BigInteger.ONE.shiftLeft(shift)));
        return number.signum() < 0 ? magnitude.negate() : magnitude;
    }

    private static BigInteger roundHalfEven(BigInteger mantissa, int excess, boolean rest) {
        BigInteger kept = mantissa.shiftRight(excess);
        boolean half = mantissa.testBit(excess - 1);
        boolean below = rest || mantissa.getLowestSetBit() < excess - 1;
        return half && (below || kept.testBit(0)) ? kept.add(BigInteger.ONE) : kept;
    }
}
