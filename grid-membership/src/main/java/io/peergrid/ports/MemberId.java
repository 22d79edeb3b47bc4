package io.peergrid.ports;

import java.util.HexFormat;

/**
 * One life of a member process: 128 random bits drawn when the process starts. A restarted process is a new member, so
 * votes need no disk and messages of an earlier life can be told from those of the present one.
 */
public record MemberId(long high, long low) implements Comparable<MemberId> {
    private static final HexFormat HEX = HexFormat.of();

    @Override
    public int compareTo(MemberId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** The first eight hex digits: enough to tell members apart in a log. */
    public String brief() {
        return HEX.toHexDigits((int) (high >>> 32));
    }

    @Override
    public String toString() {
        return HEX.toHexDigits(high) + HEX.toHexDigits(low);
    }
}
