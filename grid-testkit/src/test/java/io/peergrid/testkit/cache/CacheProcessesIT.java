package io.peergrid.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peergrid.CacheWrite;
import io.peergrid.testkit.process.JavaProcess;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CacheProcessesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CALLERS = 1_000;
    private static final List<String> CITIES = List.of("Berlin", "Lima", "Oslo", "Pune");

    @TempDir
    Path directory;

    private final List<JavaProcess> members = new ArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private Server database;
    private CityStore store;

    @BeforeEach
    void start() throws SQLException {
        database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        String grid = "cities-" + UUID.randomUUID();
        store = new CityStore("jdbc:h2:" + database.getURL() + "/mem:" + grid + ";DB_CLOSE_DELAY=-1");
        store.create();
        for (String name : List.of("a", "b", "c")) {
            members.add(JavaProcess.start(
                    name,
                    directory,
                    List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                    said::add,
                    CacheMember.class,
                    List.of(grid, name, store.url())));
        }
        members.forEach(member -> member.awaitReady(PATIENCE));
    }

    @AfterEach
    void end() {
        members.forEach(JavaProcess::end);
        database.stop();
    }

    private long heard(String beginning) {
        return said.stream().filter(line -> line.startsWith(beginning)).count();
    }

    @Test
    void aThousandCallersOfThreeProcessesReadTheRowOnce() throws Exception {
        store.write(new CacheWrite<>("Berlin", 3_900_000L, 1));
        for (int i = 0; i < CALLERS; i++) {
            members.get(i % 3).say("get Berlin");
        }
        await().atMost(PATIENCE).until(() -> heard("got Berlin 3900000") == CALLERS);
        assertThat(store.lookedUp()).containsExactly("Berlin");
    }

    @Test
    void whenTheLoadingProcessIsKilledAnotherLoadsWithinTheDeadline() throws Exception {
        store.write(new CacheWrite<>("Oslo", 700_000L, 1));
        members.get(0).say("slow Oslo");
        await().atMost(PATIENCE).until(() -> heard("loading Oslo") == 1);
        members.get(1).say("get Oslo");
        members.get(2).say("get Oslo");
        members.get(0).kill();
        await().atMost(PATIENCE).until(() -> heard("got Oslo 700000") == 2);
        assertThat(store.lookedUp()).containsExactly("Oslo");
    }

    @Test
    void noAcknowledgedWriteIsMissingFromTheDatabaseAndTheCacheIsNeverOlderWhenWritersAreKilled() throws Exception {
        for (JavaProcess member : members.subList(1, 3)) {
            for (String city : CITIES) {
                member.say("count " + city);
            }
        }
        CITIES.forEach(city -> await().atMost(PATIENCE).until(() -> heard("wrote " + city) > 50));
        members.get(1).kill();
        long before = heard("wrote ");
        await().atMost(PATIENCE).until(() -> heard("wrote ") > before + 200);
        members.get(2).kill();
        List<String> written =
                said.stream().filter(line -> line.startsWith("wrote ")).toList();
        for (String city : CITIES) {
            List<Long> numbers = numbers(written, "wrote " + city + " ");
            long last = Collections.max(numbers);
            // One more may be in the database, whose writer did not live to say so.
            assertThat(store.row(city)).isBetween(last, last + 1);
            assertThat(numbers).doesNotHaveDuplicates();
            // A writer that died between the database and the cache leaves a claim of ten seconds.
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
                said.clear();
                members.get(0).say("get " + city);
                await().atMost(PATIENCE).until(() -> heard("got " + city) == 1);
                assertThat(said).contains("got " + city + " " + store.row(city));
            });
        }
    }

    private static List<Long> numbers(List<String> lines, String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> Long.valueOf(line.substring(beginning.length())))
                .toList();
    }
}
