package io.peergrid.jcache;

import io.peergrid.EntryEvent;
import io.peergrid.Grid;
import io.peergrid.GridException;
import io.peergrid.GridSubscription;
import io.peergrid.GridTopic;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of one cache of this member. They hear of what is done here, in the caller's thread if they are synchronous, and of what caches of the same name do
 * elsewhere, which comes on a topic. Expirations come from the grid. Thread-safe.
 */
final class CacheEvents<K, V> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CacheEvents.class);

    private final Cache<K, V> cache;
    private final CacheMap<K, V> map;
    private final GridTopic<byte[]> topic;
    private final ExecutorService executor;
    private final UUID origin = UUID.randomUUID();
    private final List<ListenerRegistration<K, V>> registrations = new CopyOnWriteArrayList<>();
    private @Nullable GridSubscription others;
    private @Nullable GridSubscription expirations;

    /** @param executor one thread, so that events keep their order */
    CacheEvents(Cache<K, V> cache, CacheMap<K, V> map, Grid grid, ExecutorService executor) {
        this.cache = cache;
        this.map = map;
        this.topic = grid.topic(CacheMap.PREFIX + cache.getName(), byte[].class);
        this.executor = executor;
    }

    /** Whether anybody listens, here or elsewhere, as far as this member knows. */
    boolean wanted() {
        return !registrations.isEmpty() || topic.listeningMembers() > 0;
    }

    /** From its return on the listener hears of everything. */
    synchronized void register(CacheEntryListenerConfiguration<K, V> configuration) {
        ListenerRegistration<K, V> added = new ListenerRegistration<>(configuration);
        CacheMap.calling(() -> {
            if (others == null) {
                others = topic.subscribe(this::cameFromOther);
            }
            if (expirations == null && added.hearsExpirations()) {
                expirations = map.map().listenWithValues(this::changed);
            }
            return null;
        });
        registrations.add(added);
    }

    synchronized void deregister(CacheEntryListenerConfiguration<K, V> configuration) {
        List<ListenerRegistration<K, V>> ended = registrations.stream()
                .filter(each -> each.configuration().equals(configuration))
                .toList();
        registrations.removeAll(ended);
        ended.forEach(this::close);
        if (registrations.stream().noneMatch(ListenerRegistration::hearsExpirations)) {
            expirations = end(expirations);
        }
        if (registrations.isEmpty()) {
            others = end(others);
        }
    }

    private static @Nullable GridSubscription end(@Nullable GridSubscription subscription) {
        if (subscription != null) {
            subscription.close();
        }
        return null;
    }

    /**
     * Tells of what was done here, in the order in which it was done.
     *
     * @throws CacheEntryListenerException of a synchronous listener; the others have been told
     */
    void tell(List<CacheEvent<K, V>> events) {
        if (events.isEmpty()) {
            return;
        }
        if (topic.listeningMembers() > (registrations.isEmpty() ? 0 : 1)) {
            events.forEach(this::publish);
        }
        List<ListenerRegistration<K, V>> later = new ArrayList<>();
        Throwable failure = null;
        for (ListenerRegistration<K, V> each : registrations) {
            if (!each.isSynchronous()) {
                later.add(each);
                continue;
            }
            try {
                tell(each, events);
            } catch (CacheEntryListenerException | Error failed) {
                failure = failure == null ? failed : failure;
            }
        }
        tellLater(later, events);
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof CacheEntryListenerException exception) {
            throw exception;
        }
    }

    /** Events of one type that follow each other are told together. */
    private void tell(ListenerRegistration<K, V> registration, List<CacheEvent<K, V>> events) {
        int from = 0;
        while (from < events.size()) {
            EventType type = events.get(from).getEventType();
            int to = from + 1;
            while (to < events.size() && events.get(to).getEventType() == type) {
                to++;
            }
            registration.tell(type, events.subList(from, to), cache);
            from = to;
        }
    }

    private void tellLater(List<ListenerRegistration<K, V>> listeners, List<CacheEvent<K, V>> events) {
        if (listeners.isEmpty()) {
            return;
        }
        List<CacheEvent<K, V>> told = List.copyOf(events);
        inOrder(() -> {
            for (ListenerRegistration<K, V> each : listeners) {
                try {
                    tell(each, told);
                } catch (CacheEntryListenerException failed) {
                    LOG.warn("A listener of the cache {} failed; it stays registered", cache.getName(), failed);
                }
            }
        });
    }

    private void inOrder(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException full) {
            if (!cache.isClosed()) {
                LOG.warn("Listeners of the cache {} are too slow: an event is lost", cache.getName());
            }
        }
    }

    private void publish(CacheEvent<K, V> event) {
        V value = event.getValue();
        V oldValue = event.getOldValue();
        EventMessage message = new EventMessage(
                origin,
                event.getEventType(),
                map.keyBytes(event.getKey()),
                value == null ? null : map.valueBytes(value),
                oldValue == null || oldValue == value ? null : map.valueBytes(oldValue));
        try {
            int unused = topic.publish(message.toBytes());
        } catch (GridException undelivered) {
            LOG.warn("Listeners of the cache {} on other members miss an event", cache.getName(), undelivered);
        }
    }

    /** On a thread of the grid. */
    private void cameFromOther(byte[] bytes) {
        EventMessage message = EventMessage.read(bytes);
        if (!message.origin().equals(origin)) {
            inOrder(() -> tellAll(event(message)));
        }
    }

    private CacheEvent<K, V> event(EventMessage message) {
        K key = map.key(message.key());
        byte[] valueBytes = message.value();
        V value = valueBytes == null ? null : map.value(valueBytes);
        byte[] oldBytes = message.oldValue();
        return switch (message.type()) {
            case CREATED, UPDATED ->
                new CacheEvent<>(cache, message.type(), key, value, oldBytes == null ? null : map.value(oldBytes));
            case REMOVED, EXPIRED -> CacheEvent.gone(cache, message.type(), key, value);
        };
    }

    /** On a thread of the grid. */
    private void changed(EntryEvent<byte[], byte[]> change) {
        byte[] key = change.key();
        byte[] last = change.value();
        if (change.cause() == EntryEvent.Cause.EXPIRED && key != null) {
            inOrder(() -> tellAll(
                    CacheEvent.gone(cache, EventType.EXPIRED, map.key(key), last == null ? null : map.value(last))));
        }
    }

    private void tellAll(CacheEvent<K, V> event) {
        for (ListenerRegistration<K, V> each : registrations) {
            try {
                tell(each, List.of(event));
            } catch (CacheEntryListenerException failed) {
                LOG.warn("A listener of the cache {} failed; it stays registered", cache.getName(), failed);
            }
        }
    }

    @Override
    public synchronized void close() {
        expirations = end(expirations);
        others = end(others);
        registrations.forEach(this::close);
        registrations.clear();
    }

    private void close(ListenerRegistration<K, V> registration) {
        Closing.close(registration.listener() instanceof Closeable listener ? listener : null, cache.getName());
        Closing.close(registration.filter() instanceof Closeable filter ? filter : null, cache.getName());
    }
}
