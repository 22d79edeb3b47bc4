package io.peergrid.jcache;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what an application gave to a cache. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    /** What it throws is logged. */
    static void close(@Nullable Closeable closeable, String cacheName) {
        if (closeable == null) {
            return;
        }
        try {
            closeable.close();
        } catch (IOException | RuntimeException failed) {
            LOG.warn("{} of the cache {} failed to close", closeable.getClass().getName(), cacheName, failed);
        }
    }
}
