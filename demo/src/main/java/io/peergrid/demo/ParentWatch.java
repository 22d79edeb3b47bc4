package io.peergrid.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** Watches standard input, which closes when the parent asks for the end or has gone. */
final class ParentWatch {
    private ParentWatch() {}

    /** Ends this JVM without further ado at the end of its input, and keeps it running until then. */
    static void haltWhenParentGoes() {
        start(() -> Runtime.getRuntime().halt(0));
    }

    /** Opens the latch at the end of the input. */
    static CountDownLatch latch() {
        CountDownLatch gone = new CountDownLatch(1);
        start(gone::countDown);
        return gone;
    }

    private static void start(Runnable atEnd) {
        new Thread(
                        () -> {
                            try {
                                System.in.transferTo(OutputStream.nullOutputStream());
                            } catch (IOException e) {
                                atEnd.run();
                                return;
                            }
                            atEnd.run();
                        },
                        "parent watch")
                .start();
    }
}
