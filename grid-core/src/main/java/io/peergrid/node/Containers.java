package io.peergrid.node;

import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this process looks like one of several that should have met. */
final class Containers {
    private Containers() {}

    /** What gives a container or Kubernetes away, or an empty text. */
    static String surrounding() {
        if (System.getenv("KUBERNETES_SERVICE_HOST") != null) {
            return "Kubernetes";
        }
        boolean container = Files.exists(Path.of("/.dockerenv"))
                || Files.exists(Path.of("/run/.containerenv"))
                || System.getenv("container") != null;
        return container ? "a container" : "";
    }
}
