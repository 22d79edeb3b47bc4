package io.peergrid.node;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Members of one JVM that reach each other; each has a thread that delivers to it. Thread-safe. */
final class MemoryNetwork {
    private final Map<MemberId, MemoryTransport> members = new ConcurrentHashMap<>();

    Transport transport(MemberId self) {
        return new MemoryTransport(self);
    }

    private final class MemoryTransport implements Transport {
        private final MemberId self;
        private final ExecutorService deliveries;
        private volatile @Nullable Listener listener;

        MemoryTransport(MemberId self) {
            this.self = self;
            deliveries = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "memory-" + self.brief());
                thread.setDaemon(true);
                return thread;
            });
        }

        @Override
        public MemberId self() {
            return self;
        }

        @Override
        public void send(MemberId to, Lane lane, byte[] frame) {
            MemoryTransport target = members.get(to);
            if (target != null && members.get(self) == this) {
                target.deliver(listener -> listener.received(self, lane, frame));
            }
        }

        private void deliver(java.util.function.Consumer<Listener> what) {
            try {
                deliveries.execute(() -> {
                    Listener to = listener;
                    if (to != null) {
                        what.accept(to);
                    }
                });
            } catch (RejectedExecutionException e) {
                // Closed: the frame is lost.
            }
        }

        @Override
        public Set<MemberId> reachable() {
            Set<MemberId> others = new HashSet<>(members.keySet());
            others.remove(self);
            return others;
        }

        @Override
        public void start(Listener newListener) {
            listener = newListener;
            members.put(self, this);
            for (MemoryTransport other : members.values()) {
                if (other != this) {
                    other.deliver(to -> to.appeared(self));
                    deliver(to -> to.appeared(other.self));
                }
            }
        }

        @Override
        public void close() {
            if (members.remove(self, this)) {
                deliveries.shutdown();
                members.values().forEach(other -> other.deliver(to -> to.disappeared(self)));
            }
        }
    }
}
