package io.peergrid;

import java.util.Base64;

/**
 * Where a scan stands. A cursor may be kept as text and used on any member, also after slots moved.
 *
 * @param token opaque; empty at the start
 * @param finished whether there is nothing more
 */
public record ScanCursor(String token, boolean finished) {

    /** The beginning of a scan. */
    public static final ScanCursor START = new ScanCursor("", false);

    /** The end of a scan. */
    public static final ScanCursor END = new ScanCursor("", true);

    /** The cursor a scan returned as {@link #token()}. */
    public static ScanCursor of(String token) {
        if (!token.isEmpty()) {
            Base64.getUrlDecoder().decode(token);
        }
        return new ScanCursor(token, false);
    }
}
