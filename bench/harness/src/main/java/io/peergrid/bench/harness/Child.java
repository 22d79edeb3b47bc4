package io.peergrid.bench.harness;

import io.peergrid.bench.harness.Member.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A process of a contestant. Starts its member, then obeys the runner line by line: one line in, one line that begins with
 * {@code @} out. Ends when its input does.
 */
public final class Child {
    private static final long CALIBRATION_STEPS = 20_000_000;

    private final Member member;
    private final Map<Kind, Operations> loaded = new EnumMap<>(Kind.class);
    private int keys;
    private int valueBytes;
    private @Nullable Background background;

    private Child(Member member) {
        this.member = member;
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        // What libraries print must not be taken for an answer.
        System.setOut(System.err);
        Contestant contestant =
                (Contestant) Class.forName(args[0]).getDeclaredConstructor().newInstance();
        Seat seat = new Seat(
                args[1],
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                Path.of(args[4]),
                args.length > 5 ? args[5] : "");
        Member member = contestant.start(seat);
        say(out, "ready " + member.address());
        new Child(member).serve(out);
        member.close();
        Runtime.getRuntime().halt(0);
    }

    private void serve(PrintStream out) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        while (line != null && !line.equals("close")) {
            say(out, answer(line.split(" ")));
            line = in.readLine();
        }
    }

    private static void say(PrintStream out, String answer) {
        out.println("@" + answer);
        out.flush();
    }

    private String answer(String[] words) {
        try {
            return switch (words[0]) {
                case "await" -> {
                    member.awaitMembers(Integer.parseInt(words[1]));
                    yield "ok";
                }
                case "entries" -> {
                    keys = Integer.parseInt(words[1]);
                    valueBytes = Integer.parseInt(words[2]);
                    loaded.clear();
                    yield "ok";
                }
                case "load" -> {
                    operations(Kind.valueOf(words[1]));
                    yield "ok";
                }
                case "run" -> run(words);
                case "collect" -> {
                    System.gc();
                    yield "ok";
                }
                case "forget" -> {
                    // The driver's own keys and values are no part of what a store takes.
                    loaded.clear();
                    yield "ok";
                }
                case "background" -> {
                    background = new Background(operations(Kind.SAFE), Row.valueOf(words[1]));
                    yield "ok";
                }
                case "stop" -> background == null ? "failed nothing runs" : background.stop();
                case "heap" -> "heap " + Usage.liveHeapBytes() + " " + member.bytesOffHeap();
                case "copies" -> "copies " + member.copiesHere();
                case "calibrate" -> "calibrated " + calibrate();
                default -> "failed unknown command " + words[0];
            };
        } catch (UnsupportedOperationException e) {
            return "skip " + e.getMessage();
        } catch (Exception e) {
            e.printStackTrace();
            return "failed " + e;
        }
    }

    private String run(String[] words) throws Exception {
        Row row = Row.valueOf(words[1]);
        Load load = new Load(operations(row.kind()), row, Integer.parseInt(words[2]));
        return "outcome "
                + load.run(Long.parseLong(words[3]), Long.parseLong(words[4])).words();
    }

    private Operations operations(Kind kind) throws Exception {
        Operations operations = loaded.get(kind);
        if (operations == null) {
            operations = new Operations(member.store(kind), keys, valueBytes);
            operations.load();
            loaded.put(kind, operations);
        }
        return operations;
    }

    /** Milliseconds for a fixed piece of work: what the machine had left for us. */
    private static long calibrate() {
        long best = Long.MAX_VALUE;
        long x = 1;
        for (int round = 0; round < 3; round++) {
            long from = System.nanoTime();
            for (long i = 0; i < CALIBRATION_STEPS; i++) {
                x ^= x << 13;
                x ^= x >>> 7;
                x ^= x << 17;
            }
            best = Math.min(best, System.nanoTime() - from);
        }
        return x == 0 ? 0 : best / 1_000;
    }
}
