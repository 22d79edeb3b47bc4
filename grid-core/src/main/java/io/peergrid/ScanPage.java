package io.peergrid;

import java.util.List;

/**
 * One part of a scan.
 *
 * @param items may be empty although the scan goes on
 * @param next where to go on; {@link ScanCursor#finished()} at the end
 */
public record ScanPage<T>(List<T> items, ScanCursor next) {
    public ScanPage {
        items = List.copyOf(items);
    }
}
