package io.peergrid.testkit.offenders.membership;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.LongSupplier;

/** Every way out of a seeded run that protocol code is forbidden. */
final class ReachesOutside {
    private ReachesOutside() {}

    static LongSupplier timeByReference() {
        return System::nanoTime;
    }

    static long time() {
        return System.currentTimeMillis()
                + Instant.now().toEpochMilli()
                + Clock.systemUTC().millis();
    }

    static double chance() {
        return Math.random()
                + new Random().nextDouble()
                + ThreadLocalRandom.current().nextDouble()
                + new SecureRandom().nextDouble()
                + UUID.randomUUID().getLeastSignificantBits();
    }

    static void threads() throws InterruptedException {
        new Thread(() -> {}).start();
        Thread.sleep(1);
    }

    static ExecutorService executor() {
        return Executors.newSingleThreadExecutor();
    }

    static boolean isPool(ExecutorService executor) {
        return executor instanceof ThreadPoolExecutor;
    }

    static CompletableFuture<String> commonPool() {
        return CompletableFuture.supplyAsync(() -> "");
    }

    static void serialize(Object value) throws IOException {
        try (Socket socket = new Socket();
                ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            out.writeObject(value);
            out.writeInt(socket.getPort());
        }
    }
}
