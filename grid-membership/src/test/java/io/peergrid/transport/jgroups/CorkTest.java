package io.peergrid.transport.jgroups;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.ports.Transport.Lane;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CorkTest {
    private final RecordedWire connection = new RecordedWire();
    private final Deque<byte[]> wire = connection.messages;
    private final List<Runnable> writers = new ArrayList<>();
    private final Outbox outbox =
            new Outbox(MessageKind.ORDERED, 1, connection, writers::add, Integer.MAX_VALUE, Integer.MAX_VALUE);

    @BeforeEach
    void connect() {
        outbox.add(Lane.DATA, new byte[1]);
        writers.forEach(Runnable::run);
        wire.clear();
    }

    private void takeMessageThatLeadsTo(int frames) {
        Cork.during(() -> {
            for (int i = 0; i < frames; i++) {
                outbox.add(Lane.DATA, new byte[10]);
            }
        });
    }

    /** What a thread did before says how it is treated later, so each test has a thread of its own. */
    private static void inThreadOfItsOwn(Runnable steps) throws Exception {
        FutureTask<Void> task = new FutureTask<>(steps, null);
        new Thread(task, "cork").start();
        task.get();
    }

    @Test
    void whatOneMessageLeadsToLeavesInOneMessage() throws Exception {
        inThreadOfItsOwn(() -> {
            takeMessageThatLeadsTo(3);

            assertThat(wire).hasSize(1);
        });
    }

    @Test
    void aReaderSendsWhenItHasTakenAllThatArrived() throws Exception {
        inThreadOfItsOwn(() -> {
            Cork.beforeReading();
            takeMessageThatLeadsTo(1);
            takeMessageThatLeadsTo(2);
            assertThat(wire).isEmpty();

            Cork.beforeReading();

            assertThat(wire).hasSize(1);
        });
    }

    @Test
    void aReaderThatAlwaysHasMoreToTakeSendsAfterABoundedNumberOfMessages() throws Exception {
        inThreadOfItsOwn(() -> {
            Cork.beforeReading();
            for (int i = 0; i < 2 * Cork.MESSAGES_MAX; i++) {
                takeMessageThatLeadsTo(1);
            }

            assertThat(wire).hasSize(2);
        });
    }

    @Test
    void whatAReaderHeldBackWhenItEndedLeavesWithTheNextCheck() throws Exception {
        inThreadOfItsOwn(() -> {
            Cork.beforeReading();
            takeMessageThatLeadsTo(1);
        });
        assertThat(wire).isEmpty();

        outbox.check();

        assertThat(wire).hasSize(1);
    }

    @Test
    void whatOthersAddTakesAlongWhatIsHeldBack() throws Exception {
        inThreadOfItsOwn(() -> {
            Cork.beforeReading();
            takeMessageThatLeadsTo(1);
        });

        outbox.add(Lane.DATA, new byte[10]);

        assertThat(wire).hasSize(1);
        assertThat(wire.getFirst().length).isGreaterThan(20);
    }
}
