package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.demo.WriteLog.Line;
import io.peergrid.demo.WriteLog.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteLogTest {
    @Test
    void isReadableWhileItIsWritten(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("writes");
        try (WriteLog log = new WriteLog(file)) {
            log.add(Outcome.ACKNOWLEDGED, "w:0:0", 0);
            log.add(Outcome.UNKNOWN, "w:0:1", 1);

            List<Line> lines = WriteLog.read(file);

            assertThat(lines).extracting(Line::key).containsExactly("w:0:0", "w:0:1");
            assertThat(WriteLog.count(lines, Outcome.ACKNOWLEDGED)).isEqualTo(1);
            assertThat(WriteLog.count(lines, Outcome.REFUSED)).isZero();
        }
    }
}
