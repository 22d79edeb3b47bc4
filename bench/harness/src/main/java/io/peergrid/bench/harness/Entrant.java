package io.peergrid.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A contestant as the runner knows it: where its class path is and what it says of itself.
 *
 * @param name in options and files
 * @param command starts a process of it
 */
record Entrant(String name, String title, int processes, List<String> command) {
    /** The same for everyone. */
    static final List<String> JVM_OPTIONS = List.of("-Xms1g", "-Xmx1g");

    private static final Duration DESCRIBES_WITHIN = Duration.ofSeconds(60);

    /** name, module, class */
    private static final List<List<String>> KNOWN = List.of(
            List.of("peergrid", "peergrid", "io.peergrid.bench.peergrid.PeerGridContestant"),
            List.of("hazelcast", "hazelcast", "io.peergrid.bench.hazelcast.HazelcastContestant"),
            List.of("infinispan", "infinispan", "io.peergrid.bench.infinispan.InfinispanContestant"),
            List.of("ignite", "ignite", "io.peergrid.bench.ignite.IgniteContestant"),
            List.of("jedis", "redis", "io.peergrid.bench.redis.JedisContestant"),
            List.of("lettuce", "redis", "io.peergrid.bench.redis.LettuceContestant"),
            List.of("socket", "floors", "io.peergrid.bench.floors.SocketFloor"),
            List.of("hashmap", "floors", "io.peergrid.bench.floors.HashMapFloor"),
            List.of("caffeine", "floors", "io.peergrid.bench.floors.CaffeineFloor"));

    static List<String> names() {
        return KNOWN.stream().map(known -> known.get(0)).toList();
    }

    /** @throws IllegalArgumentException if nobody has this name */
    static Entrant named(String name, Path bench, List<String> options, Path logs)
            throws IOException, InterruptedException {
        List<String> known = KNOWN.stream()
                .filter(each -> each.get(0).equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no contestant \"" + name + "\"; there are " + names()));
        Path module = bench.resolve(known.get(1));
        String classPath = module.resolve("target/quick/classes") + ":"
                + Files.readString(module.resolve("target/classpath")).strip();
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(JVM_OPTIONS);
        command.addAll(options);
        List<String> describe = new ArrayList<>(command);
        describe.addAll(List.of("-cp", classPath, Describe.class.getName(), known.get(2)));
        try (ChildProcess child = new ChildProcess(describe, logs.resolve(name + "-describe.log"))) {
            String title = String.join(" ", child.answer(DESCRIBES_WITHIN));
            int processes = Integer.parseInt(child.answer(DESCRIBES_WITHIN)[0]);
            String more = String.join(" ", child.answer(DESCRIBES_WITHIN)).strip();
            if (!more.equals("-")) {
                command.addAll(List.of(more.split(" ")));
            }
            command.addAll(List.of("-cp", classPath, Child.class.getName(), known.get(2)));
            return new Entrant(name, title, processes, command);
        }
    }
}
