package io.peergrid.topic;

import io.peergrid.link.Interest;
import io.peergrid.store.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The listeners of one member. Thread-safe. */
final class Listeners {
    private final Map<Interest, List<Listener>> exact = new HashMap<>();
    private final List<Listener> patterns = new ArrayList<>();
    /** The highest slotTerm under which a message of a sharded topic came. */
    private final Map<Key, Long> terms = new HashMap<>();

    synchronized void add(Listener listener) {
        if (listener.interest.kind() == Interest.Kind.TOPIC_PATTERN) {
            patterns.add(listener);
        } else {
            exact.computeIfAbsent(listener.interest, any -> new ArrayList<>()).add(listener);
        }
    }

    synchronized void remove(Listener listener) {
        patterns.remove(listener);
        List<Listener> same = exact.get(listener.interest);
        if (same != null) {
            same.remove(listener);
            if (same.isEmpty()) {
                exact.remove(listener.interest);
                terms.remove(listener.interest.key());
            }
        }
    }

    synchronized List<Listener> all() {
        List<Listener> all = new ArrayList<>(patterns);
        exact.values().forEach(all::addAll);
        return all;
    }

    /** True if anybody here listens. */
    synchronized boolean offer(Listener.Message message) {
        boolean any = offerTo(Interest.Kind.TOPIC, message);
        for (Listener listener : patterns) {
            if (listener.matches(message.topic())) {
                listener.offer(message);
                any = true;
            }
        }
        return any;
    }

    /** As {@link #offer} for a message of a sharded topic; one of an older slotTerm comes too late to keep the order. */
    synchronized boolean offerSharded(Listener.Message message, long slotTerm) {
        Interest interest = new Interest(Interest.Kind.SHARDED_TOPIC, message.topic());
        if (!exact.containsKey(interest) || terms.getOrDefault(message.topic(), slotTerm) > slotTerm) {
            return false;
        }
        terms.put(interest.key(), slotTerm);
        return offerTo(Interest.Kind.SHARDED_TOPIC, message);
    }

    private boolean offerTo(Interest.Kind kind, Listener.Message message) {
        List<Listener> listeners = exact.getOrDefault(new Interest(kind, message.topic()), List.of());
        listeners.forEach(listener -> listener.offer(message));
        return !listeners.isEmpty();
    }
}
