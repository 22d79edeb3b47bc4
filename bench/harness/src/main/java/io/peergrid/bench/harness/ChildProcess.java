package io.peergrid.bench.harness;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link Child} as the runner sees it. For one thread. */
final class ChildProcess implements AutoCloseable {
    private static final String ENDED = "";

    private final Process process;
    private final Path log;
    private final Writer in;
    private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(1_024);
    private final Thread hook;

    ChildProcess(List<String> command, Path log) throws IOException {
        this.log = log;
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        hook = new Thread(this::kill);
        Runtime.getRuntime().addShutdownHook(hook);
        Thread reader = new Thread(this::read, "answers");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("@")) {
                    answers.add(line.substring(1));
                }
            }
        } catch (IOException e) {
            // The process ended, which the next line says.
        }
        answers.add(ENDED);
    }

    void say(String line) throws IOException {
        in.write(line);
        in.write('\n');
        in.flush();
    }

    String[] ask(String line, Duration within) throws IOException, InterruptedException {
        say(line);
        return answer(within);
    }

    /** The words of the next answer. @throws IOException if none comes, or one that reports a failure */
    String[] answer(Duration within) throws IOException, InterruptedException {
        String answer = answers.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null || answer.equals(ENDED) || answer.startsWith("failed")) {
            String what = answer == null ? "did not answer within " + within.toSeconds() + " s" : answer;
            throw new IOException((what.isEmpty() ? "ended" : what) + "; its log is " + log);
        }
        return answer.split(" ");
    }

    /** Processor time of the process and of those it started. */
    long cpuNanos() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(each ->
                        each.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }

    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Ends the process; with force if it does not end by itself. */
    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        try {
            say("close");
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            // It has ended already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        started.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The runner itself is ending; the hook does the same.
        }
    }
}
