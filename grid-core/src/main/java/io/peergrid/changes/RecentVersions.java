package io.peergrid.changes;

import java.util.LinkedHashMap;
import java.util.Map;

/** The versions of the keys that changed last, so that nothing comes twice or in the wrong order. Not thread-safe. */
final class RecentVersions {
    static final int KEYS_MAX = 65_536;

    private final Map<Long, Long> versions = new LinkedHashMap<>();

    /** Whether nothing as new was seen of the key. */
    boolean isNews(long keyHash, long version) {
        Long seen = versions.remove(keyHash);
        boolean news = seen == null || version > seen;
        versions.put(keyHash, news ? Long.valueOf(version) : seen);
        if (versions.size() > KEYS_MAX) {
            var oldest = versions.entrySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return news;
    }

    void clear() {
        versions.clear();
    }
}
