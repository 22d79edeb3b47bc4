package io.peergrid.transport.jgroups;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Warns once a minute and topic, so that a stranger cannot fill the log. Thread-safe. */
final class RateLimitedLog {
    private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int TOPICS_MAX = 256;

    private final Logger log;
    private final Map<String, Long> nextNanos = new HashMap<>();

    RateLimitedLog(Logger log) {
        this.log = log;
    }

    void warn(String topic, String format, @Nullable Object... arguments) {
        if (due(topic)) {
            log.warn(format, arguments);
        } else {
            log.debug(format, arguments);
        }
    }

    private synchronized boolean due(String topic) {
        long now = System.nanoTime();
        Long next = nextNanos.get(topic);
        if (next != null && now - next < 0) {
            return false;
        }
        if (nextNanos.size() >= TOPICS_MAX) {
            nextNanos.values().removeIf(at -> now - at >= 0);
            if (nextNanos.size() >= TOPICS_MAX) {
                return false;
            }
        }
        nextNanos.put(topic, now + PERIOD_NANOS);
        return true;
    }
}
