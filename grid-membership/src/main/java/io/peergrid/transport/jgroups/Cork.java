package io.peergrid.transport.jgroups;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds back what a thread adds to outboxes while it takes messages in, so that everything they lead to for one peer leaves in
 * one message, too. A thread that reads a connection sends when it has taken all that has arrived and would wait for more, or
 * after {@value #MESSAGES_MAX} messages: alone a message meets no delay, and under load many share one.
 */
final class Cork {
    static final int MESSAGES_MAX = 32;

    private static final ThreadLocal<Cork> CORKS = ThreadLocal.withInitial(Cork::new);

    private final List<Outbox> held = new ArrayList<>();
    private boolean in;
    /** Comes back to {@link #beforeReading}. */
    private boolean reads;

    private int messages;

    private Cork() {}

    /** Takes a message in. In its course this thread sends nothing. */
    static void during(Runnable task) {
        Cork cork = CORKS.get();
        if (cork.in) {
            task.run();
            return;
        }
        cork.in = true;
        try {
            task.run();
        } finally {
            cork.in = false;
            cork.messages++;
            if (!cork.reads || cork.messages >= MESSAGES_MAX) {
                cork.pull();
            }
        }
    }

    /** To be called by a thread that takes in messages of a connection, each time before it may wait for bytes. */
    static void beforeReading() {
        Cork cork = CORKS.get();
        cork.reads = true;
        cork.pull();
    }

    private void pull() {
        messages = 0;
        if (!held.isEmpty()) {
            held.forEach(Outbox::release);
            held.clear();
        }
    }

    /** Whether the outbox is not to be sent from now; it is when the cork is pulled. */
    static boolean holds(Outbox outbox) {
        Cork cork = CORKS.get();
        if (cork.in && !cork.held.contains(outbox)) {
            cork.held.add(outbox);
        }
        return cork.in;
    }
}
