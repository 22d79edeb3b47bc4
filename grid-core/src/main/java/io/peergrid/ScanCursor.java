package io.peergrid;

/**
 * Where a scan stands. A cursor may be kept as text and used on any member, also after slots moved.
 *
 * @param token opaque; empty at the start
 * @param finished whether there is nothing more
 */
public record ScanCursor(String token, boolean finished) {
    private static final int LONGEST = 100;

    /** The beginning of a scan. */
    public static final ScanCursor START = new ScanCursor("", false);

    /** The end of a scan. */
    public static final ScanCursor END = new ScanCursor("", true);

    /**
     * The cursor a scan returned as {@link #token()}. Whether it fits is said by the scan that gets it.
     *
     * @throws IllegalArgumentException if no scan returns such tokens
     */
    public static ScanCursor of(String token) {
        if (token.length() > LONGEST || !token.chars().allMatch(ScanCursor::isTokenCharacter)) {
            throw new IllegalArgumentException("invalid cursor: \"" + token + "\" was returned by no scan");
        }
        return new ScanCursor(token, false);
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    }
}
