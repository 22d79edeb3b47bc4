package io.peergrid.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridHealth;
import io.peergrid.GridMember;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packed application, as {@code java -jar} runs it, twice. A third member is here, so that two of three always have a majority. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SpringBootIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int ARTICLES = 3;
    private static final String PROMPT = "> ";

    private static final List<Shop> SHOPS = new ArrayList<>();
    private static Grid grid;

    /** A process of the application. */
    private record Shop(Process process, BufferedReader answers) {
        static Shop start(String grid) throws IOException {
            String java = ProcessHandle.current().info().command().orElse("java");
            Process started = new ProcessBuilder(
                            java,
                            "-Xmx192m",
                            "-XX:TieredStopAtLevel=1",
                            "-Dpeergrid.grid.name=" + grid,
                            "-jar",
                            System.getProperty("sample.jar"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Shop(started, started.inputReader(StandardCharsets.UTF_8));
        }

        void say(String question) {
            try {
                process.outputWriter(StandardCharsets.UTF_8)
                        .append(question)
                        .append('\n')
                        .flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The next of its answers; what it logs is passed over. */
        String answer() {
            return answers.lines()
                    .filter(line -> line.startsWith(PROMPT))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the process has ended"))
                    .substring(PROMPT.length());
        }

        void awaitOpen() {
            assertThat(answer()).isEqualTo("open");
        }

        String ask(String question) {
            String[] answer = new String[1];
            await().atMost(PATIENCE).until(() -> {
                say(question);
                answer[0] = answer();
                return answered(answer[0]);
            });
            return answer[0];
        }

        int quotes() {
            return Integer.parseInt(ask("quotes"));
        }

        void end() throws InterruptedException, IOException {
            process.outputWriter(StandardCharsets.UTF_8).close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** Not if this process could not reach a majority at that moment. */
    private static boolean answered(String line) {
        return !line.startsWith("sorry");
    }

    @BeforeAll
    static void start() throws IOException {
        String name = "shop-" + UUID.randomUUID();
        grid = Grid.join(name);
        SHOPS.add(Shop.start(name));
        SHOPS.add(Shop.start(name));
        SHOPS.forEach(Shop::awaitOpen);
        await().atMost(PATIENCE)
                .until(() -> grid.topology().members().size() == 3
                        && grid.topology().members().stream().allMatch(member -> member.primaries() > 0));
        GridHealth unused = grid.awaitHealthy(PATIENCE);
    }

    @AfterAll
    static void end() throws Exception {
        for (Shop shop : SHOPS) {
            shop.end();
        }
        grid.close();
    }

    @Test
    void whatOneProcessHasAskedForTheOtherKnowsUntilItIsEvicted() {
        String price = SHOPS.get(0).ask("price bolt");
        assertThat(SHOPS.get(1).ask("price bolt")).isEqualTo(price);

        assertThat(SHOPS.get(1).ask("changed bolt")).isEqualTo("forgotten");

        String changed = SHOPS.get(0).ask("price bolt");
        assertThat(changed).isNotEqualTo(price);
        assertThat(SHOPS.get(1).ask("price bolt")).isEqualTo(changed);
    }

    @Test
    void anEntryLivesAsLongAsItsCacheSays() {
        String offer = SHOPS.get(0).ask("offer nut");
        await().atMost(PATIENCE).until(() -> !SHOPS.get(1).ask("offer nut").equals(offer));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void bothProcessesAskAtOnceAndTheMethodRunsOnceWhoeverOwnsTheKey(int owner) {
        List<String> articles = articlesOf(SHOPS.get(owner));
        int once = 0;
        for (String article : articles) {
            int quotes = SHOPS.get(0).quotes() + SHOPS.get(1).quotes();
            SHOPS.forEach(shop -> shop.say("once " + article));
            String first = SHOPS.get(0).answer();
            String second = SHOPS.get(1).answer();
            if (answered(first) && answered(second)) {
                assertThat(first).isEqualTo(second);
                assertThat(SHOPS.get(0).quotes() + SHOPS.get(1).quotes()).isEqualTo(quotes + 1);
                once++;
            }
            if (once == ARTICLES) {
                return;
            }
        }
        throw new AssertionError("only " + once + " articles of " + articles.size() + " were answered");
    }

    /** Articles whose entries that process answers for. */
    private static List<String> articlesOf(Shop shop) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> "article-" + i)
                .filter(article -> {
                    GridMember primary =
                            grid.explain(grid.serializer().toBytes(article)).primary();
                    return primary != null
                            && primary.name().endsWith("-" + shop.process().pid());
                })
                .toList();
    }
}
