package io.peergrid.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.testkit.history.Operation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HistoryFileTest {
    @TempDir
    Path directory;

    @Test
    void writesTheFieldsThatOtherCheckersRead() {
        Operation cas = new Operation("p1", Action.cas("k", null, "a\"b"), 5, 9, Outcome.OK, new Result(true));
        assertThat(cas)
                .hasToString("{\"process\":\"p1\",\"op\":\"cas\",\"key\":\"k\",\"from\":null,\"to\":\"a\\\"b\","
                        + "\"start_ns\":5,\"end_ns\":9,\"outcome\":\"ok\",\"result\":true}");
        Operation write = new Operation("p1", Action.write("k", 7L), 5, 9, Outcome.INFO, null);
        assertThat(write)
                .hasToString("{\"process\":\"p1\",\"op\":\"write\",\"key\":\"k\",\"value\":7,"
                        + "\"start_ns\":5,\"end_ns\":9,\"outcome\":\"info\"}");
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        List<Operation> history =
                new java.util.ArrayList<>(new RandomHistory(new Random(7), 5, 8, 0, 0.1).generate(2_000));
        history.add(new Operation(
                "ü \u0001\n\t\\\ud800", Action.read("\ud83d\ude00"), -5, 0, Outcome.OK, new Result(Long.MIN_VALUE)));
        Path file = directory.resolve("deep/history.jsonl");

        HistoryWriter.write(file, history);

        assertThat(HistoryReader.read(file)).isEqualTo(history);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`{`|a string must begin here",
                "`{\"process\":\"p\"}`|must be a string",
                "`{\"process\":\"p\",\"op\":\"write\",\"key\":\"k\",\"start_ns\":1,\"end_ns\":2,\"outcome\":\"ok\"}`|is missing",
                "`{\"a\":1,\"a\":1}`|is repeated",
                "`{\"a\":1} x`|text after",
                "`{\"a\":1.5}`|not an integer",
                "`{\"a\":01}`|not an integer",
                "`{\"a\":99999999999999999999}`|beyond 64 bits",
                "`{\"a\":\"\\q\"}`|an escape",
                "`{\"a\":[1]}`|not an integer",
                "`{\"process\":\"p\",\"op\":\"jump\",\"key\":\"k\",\"start_ns\":1,\"end_ns\":2,\"outcome\":\"ok\"}`|nobody knows",
                "`{\"process\":\"p\",\"op\":\"read\",\"key\":\"k\",\"start_ns\":3,\"end_ns\":2,\"outcome\":\"ok\"}`|before its start",
                "`{\"process\":\"p\",\"op\":\"read\",\"key\":\"k\",\"value\":1,\"start_ns\":1,\"end_ns\":2,\"outcome\":\"ok\"}`|does not belong",
            })
    void refusesALineThatIsNotAnOperation(String line, String reason) throws IOException {
        Path file = Files.writeString(directory.resolve("broken.jsonl"), "\n" + line + "\n");
        assertThatThrownBy(() -> HistoryReader.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining(reason);
    }

    @Test
    void recordsWhatIsStillOpenAsUnknown() {
        AtomicLong clock = new AtomicLong(100);
        HistoryRecorder recorder = new HistoryRecorder(clock::get);
        HistoryRecorder.Invocation first = recorder.begin("p1", Action.read("k"));
        clock.set(110);
        recorder.begin("p2", Action.write("k", "a"));
        clock.set(120);
        first.ok(null);
        first.fail();

        assertThat(recorder.history())
                .containsExactly(
                        new Operation("p1", Action.read("k"), 100, 120, Outcome.OK, new Result(null)),
                        new Operation("p2", Action.write("k", "a"), 110, 120, Outcome.INFO, null));
    }
}
