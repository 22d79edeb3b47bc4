package io.peergrid.node;

import io.peergrid.GridEvent;
import io.peergrid.GridEvents;
import io.peergrid.listening.ListenerQueue;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to listeners, to each in order and on the callback executor. Thread-safe. */
final class EventHub implements GridEvents {
    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);
    private static final int RECENT_EVENTS = 256;

    private final Executor callbacks;
    private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ArrayDeque<GridEvent> recent = new ArrayDeque<>();

    EventHub(Executor callbacks) {
        this.callbacks = callbacks;
    }

    void publish(GridEvent event) {
        synchronized (recent) {
            if (recent.size() == RECENT_EVENTS) {
                recent.removeFirst();
            }
            recent.addLast(event);
        }
        for (Listener listener : listeners) {
            listener.offer(event);
        }
    }

    @Override
    public Subscription subscribe(Consumer<? super GridEvent> listener) {
        Listener subscription = new Listener(listener);
        listeners.add(subscription);
        return subscription;
    }

    @Override
    public List<GridEvent> recent() {
        synchronized (recent) {
            return List.copyOf(recent);
        }
    }

    private final class Listener implements Subscription {
        private final ListenerQueue<GridEvent> queue;

        Listener(Consumer<? super GridEvent> target) {
            queue = new ListenerQueue<>(callbacks, (event, dropped) -> deliver(target, event));
        }

        private static void deliver(Consumer<? super GridEvent> target, GridEvent event) {
            try {
                target.accept(event);
            } catch (RuntimeException e) {
                LOG.warn("A listener failed on \"{}\"; it stays subscribed", event.text(), e);
            }
        }

        void offer(GridEvent event) {
            queue.offer(event);
        }

        @Override
        public void close() {
            listeners.remove(this);
            queue.close();
        }

        @Override
        public long dropped() {
            return queue.dropped();
        }
    }
}
