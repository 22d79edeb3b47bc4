package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.AsyncGridCounter;
import io.peergrid.AsyncGridDeque;
import io.peergrid.AsyncGridMap;
import io.peergrid.GridPipeline;
import io.peergrid.WrongTypeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PipelineTest extends OnThreeMembers {
    private static <T> T result(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void nothingIsSentBeforeItIsExecutedAndEverythingThen() {
        GridPipeline pipeline = a.pipeline();
        AsyncGridMap<String, Integer> map = pipeline.map("m", String.class, Integer.class);
        List<CompletionStage<Integer>> puts =
                IntStream.range(0, 2_000).mapToObj(i -> map.put("key" + i, i)).toList();
        CompletionStage<Long> count = pipeline.counter("n").addAndGet(3);
        assertThat(pipeline.size()).isEqualTo(2_001);
        assertThat(b.map("m", String.class, Integer.class).get("key7")).isNull();
        assertThat(puts.get(7).toCompletableFuture()).isNotDone();

        pipeline.execute();

        puts.forEach(put -> assertThat(result(put)).isNull());
        assertThat(result(count)).isEqualTo(3);
        assertThat(pipeline.size()).isZero();
        assertThat(b.map("m", String.class, Integer.class).size()).isEqualTo(2_000);
        assertThat(b.counter("n").get()).isEqualTo(3);
    }

    @Test
    void callsOfOneSlotKeepTheirOrderAndSeeEachOther() {
        GridPipeline pipeline = a.pipeline();
        AsyncGridDeque<Integer> queue = pipeline.deque("{q}list", Integer.class);
        AsyncGridCounter counter = pipeline.counter("{q}count");
        List<CompletionStage<Long>> counts = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            var unused = queue.addLast(i);
            counts.add(counter.incrementAndGet());
        }
        CompletionStage<Long> last = counter.get();

        pipeline.execute();

        assertThat(counts.stream().map(PipelineTest::result))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2_500).boxed().toList());
        assertThat(result(last)).isEqualTo(2_500);
        assertThat(b.deque("{q}list", Integer.class))
                .containsExactlyElementsOf(IntStream.range(0, 2_500).boxed().toList());
    }

    @Test
    void aCallThatIsRefusedLeavesTheOthersOfItsSlotAlone() {
        a.bucket("{t}text", String.class).set("x");
        GridPipeline pipeline = a.pipeline();
        CompletionStage<Long> before = pipeline.counter("{t}n").incrementAndGet();
        CompletionStage<Boolean> refused = pipeline.set("{t}text", String.class).add("y");
        CompletionStage<Long> after = pipeline.counter("{t}n").incrementAndGet();

        pipeline.execute();

        assertThat(result(before)).isEqualTo(1);
        assertThatThrownBy(() -> result(refused))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(WrongTypeException.class);
        assertThat(result(after)).isEqualTo(2);
    }

    @Test
    void batchesAndReadsMayBeInIt() {
        a.map("m", String.class, String.class).put("there", "1");
        GridPipeline pipeline = b.pipeline();
        AsyncGridMap<String, String> map = pipeline.map("m", String.class, String.class);
        CompletionStage<Map<String, String>> found = map.getAll(List.of("there", "not"));
        CompletionStage<Void> put = map.putAll(Map.of("x", "2", "y", "3"));

        result(pipeline.executeAsync());

        assertThat(result(found)).containsExactly(Map.entry("there", "1"));
        assertThat(result(put)).isNull();
        assertThat(a.map("m", String.class, String.class).get("y")).isEqualTo("3");
    }

    @Test
    void itMayBeUsedAgainAndSurvivesItsOwner() {
        GridPipeline pipeline = a.pipeline();
        for (int round = 0; round < 30; round++) {
            List<CompletionStage<Long>> counts = IntStream.range(0, 50)
                    .mapToObj(i -> pipeline.counter("count" + i).incrementAndGet())
                    .toList();
            if (round == 10) {
                cluster.kill(cluster.grid(2));
            }
            pipeline.execute();
            long expected = round + 1L;
            assertThat(counts.stream().map(PipelineTest::result)).allMatch(count -> count == expected);
        }
    }

    @Test
    void waitingCallsAreRefused() {
        GridPipeline pipeline = a.pipeline();
        AsyncGridDeque<String> queue = pipeline.deque("q", String.class);

        assertThatThrownBy(() -> queue.pollFirst(Duration.ofSeconds(1)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("wait for nothing");
        assertThat(pipeline.size()).isZero();
    }
}
