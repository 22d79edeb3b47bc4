package io.peergrid.cache;

import io.peergrid.EntryEvent;
import io.peergrid.GridEntry;
import io.peergrid.ScanPage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a map of {@link CachedValue}s the application sees. */
final class CacheViews {
    private CacheViews() {}

    static <K, V> ScanPage<GridEntry<K, V>> fresh(
            ScanPage<GridEntry<K, CachedValue<V>>> page, Lifetimes<K, V> lifetimes) {
        List<GridEntry<K, V>> items = new ArrayList<>(page.items().size());
        for (GridEntry<K, CachedValue<V>> item : page.items()) {
            GridEntry<K, V> present = PlainWrites.present(item, lifetimes);
            if (present != null) {
                items.add(present);
            }
        }
        return new ScanPage<>(items, page.next());
    }

    static <K, V> ScanPage<K> keys(ScanPage<GridEntry<K, V>> page) {
        return new ScanPage<>(page.items().stream().map(GridEntry::key).toList(), page.next());
    }

    static <K, V> EntryEvent<K, V> event(EntryEvent<K, CachedValue<V>> event) {
        CachedValue<V> value = event.value();
        @Nullable V shown = value == null ? null : value.value();
        return new EntryEvent<>(event.cause(), event.key(), shown, event.version(), event.type(), event.slots());
    }
}
