package io.peergrid.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridUnavailableException;
import io.peergrid.testkit.process.JavaProcess;
import io.peergrid.testkit.workload.CacheUpdates;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small in the build; {@code -DwriteBehind.updates=100000 -DwriteBehind.kills=10} is the whole. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class WriteBehindProcessesIT {
    private static final Duration PATIENCE = AccountMember.PATIENCE;
    private static final int UPDATES = Integer.getInteger("writeBehind.updates", 4_000);
    private static final int KILLS = Integer.getInteger("writeBehind.kills", 2);

    @TempDir
    Path directory;

    private final String grid = "accounts-" + UUID.randomUUID();
    private final List<JavaProcess> members = new ArrayList<>();
    private Server database;
    private AccountStore store;
    private int started;

    @BeforeEach
    void start() throws SQLException {
        database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        // Open all the time: H2 2.3 has lost rows when it compacted a file whose last connection was closed.
        store = new AccountStore(
                "jdbc:h2:" + database.getURL() + "/" + directory.resolve("accounts") + ";DB_CLOSE_DELAY=-1");
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
            try (CacheUpdates updates = new CacheUpdates(accounts, UPDATES)) {
                killMembersDuring(updates, observer);
                Map<String, Long> model = updates.model();
                await().atMost(PATIENCE)
                        .ignoreExceptionsInstanceOf(GridUnavailableException.class)
                        .until(() -> accounts.backlog().awaitStored(Duration.ofSeconds(10)));
                assertThat(updates.done()).isEqualTo(UPDATES);
                assertThat(store.rows()).isEqualTo(model);
            }
        }
    }

    private void killMembersDuring(CacheUpdates updates, Grid observer) {
        Random random = new Random(7);
        for (int kill = 1; kill <= KILLS; kill++) {
            int before = kill * UPDATES / (KILLS + 1);
            await().atMost(Duration.ofMinutes(10)).until(() -> updates.done() >= before);
            members.remove(random.nextInt(members.size())).kill();
            startMember();
            members.get(members.size() - 1).awaitReady(PATIENCE);
            observer.awaitHealthy(PATIENCE);
        }
    }
}
