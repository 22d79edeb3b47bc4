package io.peergrid.changes;

import io.peergrid.SlotRanges;
import io.peergrid.link.Interest;
import io.peergrid.store.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The entry listeners of one member, and what came of late for them. Thread-safe. */
final class EntryListeners {
    /** Of patterns and namespaces, by namespace. */
    private final Map<Long, List<EntryListener<?, ?>>> wide = new HashMap<>();

    private final Map<Key, List<EntryListener<?, ?>>> ofKeys = new HashMap<>();
    private final RecentVersions recent = new RecentVersions();

    synchronized void add(EntryListener<?, ?> listener) {
        if (listener.interest.kind() == Interest.Kind.ENTRY) {
            ofKeys.computeIfAbsent(listener.interest.key(), any -> new ArrayList<>())
                    .add(listener);
        } else {
            wide.computeIfAbsent(listener.interest.key().namespace(), any -> new ArrayList<>())
                    .add(listener);
        }
    }

    synchronized void remove(EntryListener<?, ?> listener) {
        Key key = listener.interest.key();
        ofKeys.computeIfPresent(key, (any, list) -> list.remove(listener) && list.isEmpty() ? null : list);
        wide.computeIfPresent(key.namespace(), (any, list) -> list.remove(listener) && list.isEmpty() ? null : list);
        if (wide.isEmpty() && ofKeys.isEmpty()) {
            recent.clear();
        }
    }

    synchronized boolean isEmpty() {
        return wide.isEmpty() && ofKeys.isEmpty();
    }

    synchronized List<EntryListener<?, ?>> all() {
        List<EntryListener<?, ?>> all = new ArrayList<>();
        ofKeys.values().forEach(all::addAll);
        wide.values().forEach(all::addAll);
        return all;
    }

    /** Tells those concerned, if nothing as new was told of the key. */
    synchronized void changed(Change change) {
        Key key = change.key();
        List<EntryListener<?, ?>> concerned = new ArrayList<>(ofKeys.getOrDefault(key, List.of()));
        for (EntryListener<?, ?> listener : wide.getOrDefault(key.namespace(), List.of())) {
            if (listener.wants(key)) {
                concerned.add(listener);
            }
        }
        if (!concerned.isEmpty() && recent.isNews(key.hash(), change.version())) {
            concerned.forEach(listener -> listener.changed(change));
        }
    }

    void moved(SlotRanges slots, long version) {
        all().forEach(listener -> listener.moved(slots, version));
    }

    void missed(SlotRanges slots) {
        all().forEach(listener -> listener.missed(slots));
    }
}
