package io.peergrid.node;

import io.peergrid.GridEvent;
import io.peergrid.GridEvents;
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
    private static final int WAITING_EVENTS_MAX = 1_024;

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

    private final class Listener implements Subscription, Runnable {
        private final Consumer<? super GridEvent> target;
        private final ArrayDeque<GridEvent> waiting = new ArrayDeque<>();
        private boolean running;
        private boolean closed;
        private long dropped;

        Listener(Consumer<? super GridEvent> target) {
            this.target = target;
        }

        synchronized void offer(GridEvent event) {
            if (closed) {
                return;
            }
            if (waiting.size() == WAITING_EVENTS_MAX) {
                waiting.removeFirst();
                dropped++;
            }
            waiting.addLast(event);
            if (!running) {
                running = true;
                callbacks.execute(this);
            }
        }

        /** Delivers one event and queues itself again, so that no listener keeps the executor to itself. */
        @Override
        public void run() {
            GridEvent event;
            synchronized (this) {
                event = closed ? null : waiting.poll();
                if (event == null) {
                    running = false;
                    return;
                }
            }
            try {
                target.accept(event);
            } catch (RuntimeException e) {
                LOG.warn("A listener failed on \"{}\"; it stays subscribed", event.text(), e);
            }
            callbacks.execute(this);
        }

        @Override
        public void close() {
            listeners.remove(this);
            synchronized (this) {
                closed = true;
                waiting.clear();
            }
        }

        @Override
        public synchronized long dropped() {
            return dropped;
        }
    }
}
