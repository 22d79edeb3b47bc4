package io.peergrid;

/** The store of a cache refused a change: its exception is the cause. Neither the store nor the cache was changed. */
public class CacheWriteException extends GridException {
    private static final long serialVersionUID = 1L;

    public CacheWriteException(String message, Throwable cause) {
        super(message, cause);
    }
}
