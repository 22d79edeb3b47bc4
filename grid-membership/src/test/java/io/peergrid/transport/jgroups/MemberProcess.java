package io.peergrid.transport.jgroups;

import io.peergrid.transport.jgroups.Members.Started;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A member in a process of its own: says whether it may found once it sees the whole cluster, then runs until killed. */
final class MemberProcess {
    private MemberProcess() {}

    static Process launch(String cluster, Path base, int size) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemberProcess.class.getName(),
                        cluster,
                        base.toString(),
                        Integer.toString(size))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        int size = Integer.parseInt(arguments[2]);
        try (Members members = new Members()) {
            Started member = members.start(Members.local(arguments[0], Path.of(arguments[1])));
            boolean founder = member.transport.claimFounding();
            Members.awaitUntil(
                    "the cluster",
                    Duration.ofMinutes(1),
                    () -> member.transport.reachable().size() == size - 1);
            System.out.println(founder ? "founder" : "joined");
            // Ends when killed, or with the test.
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }
}
