package io.peergrid.transport.jgroups;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds back what a thread adds to outboxes while it takes a message in, so that everything the message leads to for one peer
 * leaves in one message, too. A message is at most {@link Outbox#MESSAGE_BYTES} long, which bounds how long.
 */
final class Cork {
    private static final ThreadLocal<Cork> CORKS = ThreadLocal.withInitial(Cork::new);

    private final List<Outbox> held = new ArrayList<>();
    private boolean in;

    private Cork() {}

    /** Runs a task in whose course this thread sends nothing; then it sends. */
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
            cork.held.forEach(Outbox::release);
            cork.held.clear();
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
