package io.peergrid.jcache;

import io.peergrid.Grid;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The grids of this process that managers use: one that was handed in, or one of each name that is joined for them and left when nobody uses it any more. Thread-safe. */
final class OwnGrids {
    private static final Map<String, Shared> JOINED = new HashMap<>();

    @SuppressWarnings("NonFinalStaticField")
    private static @Nullable Grid given;

    private OwnGrids() {}

    /** A grid that somebody uses until it is closed. */
    interface Use extends AutoCloseable {
        Grid grid();

        @Override
        void close();
    }

    private static final class Shared {
        final Grid grid;
        int users;

        Shared(Grid grid) {
            this.grid = grid;
        }
    }

    static void use(@Nullable Grid grid) {
        synchronized (JOINED) {
            given = grid;
        }
    }

    /**
     * @param own handed in for this use; null if not
     * @param name of the grid to join if none was handed in
     */
    static Use open(@Nullable Grid own, String name) {
        synchronized (JOINED) {
            Grid existing = own != null ? own : given;
            if (existing != null) {
                return new Use() {
                    @Override
                    public Grid grid() {
                        return existing;
                    }

                    @Override
                    public void close() {
                        // Whoever made it closes it.
                    }
                };
            }
            Shared shared = JOINED.get(name);
            if (shared == null || shared.grid.isClosed()) {
                shared = new Shared(Grid.join(name));
                JOINED.put(name, shared);
            }
            shared.users++;
            return new Joined(name, shared);
        }
    }

    private static final class Joined implements Use {
        private final String name;
        private final Shared shared;
        private boolean closed;

        Joined(String name, Shared shared) {
            this.name = name;
            this.shared = shared;
        }

        @Override
        public Grid grid() {
            return shared.grid;
        }

        @Override
        public void close() {
            synchronized (JOINED) {
                if (closed) {
                    return;
                }
                closed = true;
                shared.users--;
                if (shared.users == 0) {
                    JOINED.remove(name, shared);
                    // Under the lock: whoever wants it again waits until this life of it has ended.
                    shared.grid.close();
                }
            }
        }
    }
}
