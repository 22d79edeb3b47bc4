package io.peergrid.transport.jgroups;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.ports.Transport.Lane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnswersFromTheReaderTest {
    private static final int REQUESTS = 48;
    private static final int ANSWER_BYTES = 256 * 1024;
    private static final int ROUNDS = 10;

    @TempDir
    private Path base;

    /** Answers each one-byte request in the delivering thread, and asks again for each answer. */
    private static final class Talker implements Transport.Listener {
        private final JGroupsTransport transport;
        private final AtomicInteger answers = new AtomicInteger();

        Talker(JGroupsTransport transport) {
            this.transport = transport;
        }

        @Override
        public void received(MemberId from, Lane lane, byte[] frame) {
            if (frame.length == 1) {
                transport.send(from, Lane.DATA, new byte[ANSWER_BYTES]);
            } else if (answers.incrementAndGet() <= REQUESTS * (ROUNDS - 1)) {
                transport.send(from, Lane.DATA, new byte[1]);
            }
        }

        @Override
        public void appeared(MemberId peer) {}

        @Override
        public void disappeared(MemberId peer) {}
    }

    @Test
    void largeAnswersBothWaysFromDeliveringThreadsDoNotLock() {
        JGroupsTransport a = new JGroupsTransport(Members.local("talk", base), Members.newId());
        JGroupsTransport b = new JGroupsTransport(Members.local("talk", base), Members.newId());
        Talker atA = new Talker(a);
        Talker atB = new Talker(b);
        try {
            a.start(atA);
            b.start(atB);
            Members.awaitUntil(
                    "both",
                    Duration.ofSeconds(20),
                    () -> a.reachable().size() + b.reachable().size() == 2);

            for (int i = 0; i < REQUESTS; i++) {
                a.send(b.self(), Lane.DATA, new byte[1]);
                b.send(a.self(), Lane.DATA, new byte[1]);
            }

            Members.awaitUntil(
                    "all answers",
                    Duration.ofMinutes(1),
                    () -> atA.answers.get() == REQUESTS * ROUNDS && atB.answers.get() == REQUESTS * ROUNDS);
        } finally {
            a.close();
            b.close();
        }
    }
}
