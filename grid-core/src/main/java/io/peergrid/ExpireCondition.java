package io.peergrid;

/** When a change of a key's expiry takes place. A key that never expires counts as one that does so at the end of time. */
public enum ExpireCondition {
    ALWAYS,
    /** The key has no time to live yet. */
    IF_NONE,
    /** The key has a time to live. */
    IF_ANY,
    /** The new point in time is after the present one. */
    IF_LATER,
    /** The new point in time is before the present one. */
    IF_EARLIER
}
