package io.peergrid;

/** What a key holds. */
public enum KeyType {
    /** Nothing: it is absent. */
    NONE,
    /** A single value: text, bytes, a number, an object. */
    STRING,
    HASH,
    SET,
    LIST,
    /** A sorted set. */
    ZSET,
    STREAM
}
