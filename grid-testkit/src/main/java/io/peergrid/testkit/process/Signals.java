package io.peergrid.testkit.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals to processes that this one started. */
final class Signals {
    private static final long WAIT_SECONDS = 10;

    private Signals() {}

    /**
     * @param name as {@code kill} knows it, such as {@code STOP}
     * @return false if the process has ended already
     */
    static boolean send(String name, Process process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return kill.waitFor(WAIT_SECONDS, TimeUnit.SECONDS) && kill.exitValue() == 0;
        } catch (IOException e) {
            throw new IllegalStateException("signals need the command \"kill\"", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
