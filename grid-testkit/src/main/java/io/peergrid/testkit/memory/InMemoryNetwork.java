package io.peergrid.testkit.memory;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Members of one JVM that reach each other unless a link is cut; each has two threads that
 * deliver to it, one a lane, so that heartbeats do not queue behind data. Thread-safe. */
final class InMemoryNetwork {
    private final Map<MemberId, InMemoryTransport> members = new ConcurrentHashMap<>();
    private final Set<Link> cuts = ConcurrentHashMap.newKeySet();
    private final Map<MemberId, Long> delaysNanos = new ConcurrentHashMap<>();

    private record Link(MemberId from, MemberId to) {}

    Transport transport(MemberId self) {
        return new InMemoryTransport(self);
    }

    /** Loses what the one sends to the other from now on. */
    void cut(MemberId from, MemberId to) {
        cuts.add(new Link(from, to));
    }

    /** Delays what this member sends and gets. */
    void slow(MemberId member, long delayNanos) {
        delaysNanos.put(member, delayNanos);
    }

    /** Holds what this member sends and gets until it is resumed. */
    void pause(MemberId member) {
        InMemoryTransport transport = members.get(member);
        if (transport != null) {
            transport.pause();
        }
    }

    void resume(MemberId member) {
        InMemoryTransport transport = members.get(member);
        if (transport != null) {
            transport.resume();
        }
    }

    /** Ends cuts and delays. */
    void heal() {
        cuts.clear();
        delaysNanos.clear();
    }

    private final class InMemoryTransport implements Transport {
        private final MemberId self;
        private final Map<Lane, ScheduledExecutorService> deliveries = new EnumMap<>(Lane.class);
        private final List<Runnable> held = new ArrayList<>();
        private volatile @Nullable Listener listener;
        private boolean paused;

        InMemoryTransport(MemberId self) {
            this.self = self;
            for (Lane lane : Lane.values()) {
                ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
                    Thread thread = new Thread(task, "memory-" + self.brief() + "-" + lane);
                    thread.setDaemon(true);
                    return thread;
                });
                executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
                deliveries.put(lane, executor);
            }
        }

        @Override
        public MemberId self() {
            return self;
        }

        @Override
        public void send(MemberId to, Lane lane, byte[] frame) {
            goOn(() -> transmit(to, lane, frame), Runnable::run);
        }

        private void transmit(MemberId to, Lane lane, byte[] frame) {
            InMemoryTransport target = members.get(to);
            if (target != null && members.get(self) == this && !cuts.contains(new Link(self, to))) {
                long delay = delaysNanos.getOrDefault(self, 0L) + delaysNanos.getOrDefault(to, 0L);
                target.deliver(lane, listener -> listener.received(self, lane, frame), delay);
            }
        }

        private void hint(Consumer<Listener> what) {
            deliver(Lane.CONTROL, what, 0);
        }

        private void deliver(Lane lane, Consumer<Listener> what, long delayNanos) {
            try {
                ScheduledExecutorService executor = Objects.requireNonNull(deliveries.get(lane));
                var unused =
                        executor.schedule(() -> goOn(() -> hand(what), executor), delayNanos, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                // Closed: the frame is lost.
            }
        }

        private void hand(Consumer<Listener> what) {
            Listener to = listener;
            if (to != null) {
                what.accept(to);
            }
        }

        /** Runs it here, or after the pause if there is one, and then where it belongs. */
        private void goOn(Runnable step, Executor afterwards) {
            synchronized (held) {
                if (paused) {
                    held.add(() -> afterwards.execute(step));
                    return;
                }
            }
            step.run();
        }

        void pause() {
            synchronized (held) {
                paused = true;
            }
        }

        void resume() {
            synchronized (held) {
                paused = false;
                held.forEach(Runnable::run);
                held.clear();
            }
        }

        @Override
        public Set<MemberId> reachable() {
            Set<MemberId> others = new HashSet<>(members.keySet());
            others.remove(self);
            others.removeIf(other -> cuts.contains(new Link(self, other)));
            return others;
        }

        @Override
        public void start(Listener newListener) {
            listener = newListener;
            members.put(self, this);
            for (InMemoryTransport other : members.values()) {
                if (other != this) {
                    other.hint(to -> to.appeared(self));
                    hint(to -> to.appeared(other.self));
                }
            }
        }

        @Override
        public void close() {
            if (members.remove(self, this)) {
                deliveries.values().forEach(ScheduledExecutorService::shutdown);
                members.values().forEach(other -> other.hint(to -> to.disappeared(self)));
            }
        }
    }
}
