package io.peergrid.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridException;
import io.peergrid.testkit.process.JavaProcess;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small in the build; {@code -DwriteBehind.updates=100000 -DwriteBehind.kills=10} is the whole. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class WriteBehindProcessesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UPDATES = Integer.getInteger("writeBehind.updates", 4_000);
    private static final int KILLS = Integer.getInteger("writeBehind.kills", 2);
    private static final int WRITERS = 8;
    private static final int ACCOUNTS_EACH = 100;

    @TempDir
    Path directory;

    private final String grid = "accounts-" + UUID.randomUUID();
    private final List<JavaProcess> members = new ArrayList<>();
    private final AtomicInteger updates = new AtomicInteger();
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private Server database;
    private AccountStore store;
    private int started;

    @BeforeEach
    void start() throws SQLException {
        database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        store = new AccountStore("jdbc:h2:" + database.getURL() + "/" + directory.resolve("accounts"));
        store.create();
        for (int i = 0; i < 3; i++) {
            startMember();
        }
        members.forEach(member -> member.awaitReady(PATIENCE));
    }

    private void startMember() {
        String name = "m" + started++;
        members.add(JavaProcess.start(
                name,
                directory,
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                line -> {},
                AccountMember.class,
                List.of(grid, name, store.url())));
    }

    @AfterEach
    void end() {
        writers.shutdownNow();
        members.forEach(JavaProcess::end);
        database.stop();
    }

    /** The writers' process holds no data and is not killed, so each knows what it has written last. */
    @Test
    void theRowsAreThoseOfTheModelAfterMembersWereKilledWithChangesToStore() throws Exception {
        try (Grid observer = Grid.join(
                AccountMember.config(grid, "observer", store.url()).observer().build())) {
            observer.awaitHealthy(PATIENCE);
            GridCache<String, Long> accounts = observer.cache("accounts", String.class, Long.class);
            List<Future<Map<String, Long>>> written = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                written.add(writers.submit(writer(accounts, writer)));
            }
            Random random = new Random(7);
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitUpdates(kill * UPDATES / (KILLS + 1));
                members.remove(random.nextInt(members.size())).kill();
                startMember();
                members.get(members.size() - 1).awaitReady(PATIENCE);
                observer.awaitHealthy(PATIENCE);
            }
            Map<String, Long> model = new HashMap<>();
            for (Future<Map<String, Long>> each : written) {
                model.putAll(each.get());
            }
            assertThat(accounts.backlog().awaitStored(PATIENCE)).isTrue();
            assertThat(updates).hasValue(UPDATES / WRITERS * WRITERS);
            assertThat(store.rows()).isEqualTo(model);
        }
    }

    private void awaitUpdates(int count) {
        while (updates.get() < count) {
            Thread.onSpinWait();
        }
    }

    private Callable<Map<String, Long>> writer(GridCache<String, Long> accounts, int writer) {
        return () -> {
            Random random = new Random(writer);
            Map<String, Long> model = new HashMap<>();
            for (int i = 0; i < UPDATES / WRITERS; i++) {
                String account = "account-" + writer + "-" + random.nextInt(ACCOUNTS_EACH);
                if (random.nextInt(10) == 0) {
                    untilDone(() -> accounts.remove(account));
                    model.remove(account);
                } else {
                    long balance = random.nextLong();
                    untilDone(() -> accounts.put(account, balance));
                    model.put(account, balance);
                }
                updates.incrementAndGet();
            }
            return model;
        };
    }

    /** What sets a row may be repeated, whatever became of it. */
    private static void untilDone(Runnable change) {
        boolean done = false;
        while (!done) {
            try {
                change.run();
                done = true;
            } catch (GridException unclear) {
                Thread.onSpinWait();
            }
        }
    }
}
