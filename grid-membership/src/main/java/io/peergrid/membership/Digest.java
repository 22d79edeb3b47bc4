package io.peergrid.membership;

/** A SHA-256 value. */
public record Digest(long a, long b, long c, long d) {
    /** The predecessor of a first configuration. */
    public static final Digest NONE = new Digest(0, 0, 0, 0);
}
