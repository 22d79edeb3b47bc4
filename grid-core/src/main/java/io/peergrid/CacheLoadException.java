package io.peergrid;

/** The loader of a cache failed, or took too long: its exception is the cause. Nothing was changed; calling again loads again. */
public class CacheLoadException extends GridException {
    private static final long serialVersionUID = 1L;

    public CacheLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
