package io.peergrid.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.command.hash.HashCommands;
import io.peergrid.replication.StateMachine.Decision;
import io.peergrid.replication.StateMachine.ReadResult;
import io.peergrid.replication.StateMachine.SnapshotPart;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.ValueTag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for collections of every type, shown with hashes. */
class CollectionsTest {
    private static final int SLOT = 1;

    private final KeyspaceStateMachine machine = machine(1L << 30);
    private final KeyspaceStateMachine replica = machine(1);
    private final List<KeyspaceStateMachine> learners = new ArrayList<>();
    private long version;
    private long now = 1_000_000;

    @Test
    void aKeyHoldsOneTypeAtATime() {
        execute(hset("h", "f", "1"));
        execute(new Put(key("s"), raw("text"), Expiry.NEVER, Put.Condition.ALWAYS, false));

        assertRefused(new Get(key("h"), false), ErrorCode.WRONG_TYPE);
        assertRefused(Increment.by(key("h"), 1), ErrorCode.WRONG_TYPE);
        assertRefused(hset("s", "f", "1"), ErrorCode.WRONG_TYPE);
        assertThat(read(new Contains(key("h")))).isTrue();

        execute(new Put(key("h"), raw("text"), Expiry.NEVER, Put.Condition.ALWAYS, false));

        assertRefused(hset("h", "f", "1"), ErrorCode.WRONG_TYPE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5_000})
    void aCollectionVanishesWithItsLastElement(int fields) {
        long before = bytesAfterKeyCameAndWent();
        fill("h", fields);
        for (int i = 0; i < fields; i++) {
            execute(HashCommands.DELETE.of(text("h"), text("field" + i)));
        }

        assertThat(read(new Contains(key("h")))).isFalse();
        assertThat(machine.entries()).isZero();
        assertThat(machine.bytes()).isLessThanOrEqualTo(before + 64);
        assertThat(replica.bytes()).isEqualTo(machine.bytes());
    }

    @Test
    void whatReplacesALargeCollectionFreesItsBytes() {
        fill("h", 10_000);
        assertThat(machine.bytes()).isGreaterThan(400_000);

        execute(new Put(key("h"), raw("text"), Expiry.NEVER, Put.Condition.ALWAYS, false));

        assertThat(machine.bytes()).isLessThan(1_000);
        assertThat(replica.bytes()).isEqualTo(machine.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 2_000})
    void aCollectionKeepsItsTimeToLiveThroughChangesAndExpiresWhole(int fields) {
        fill("h", fields);
        execute(new Expire(key("h"), Expiry.after(500)));
        execute(hset("h", "more", "1"));
        now += 300;

        assertThat(read(new TimeToLive(key("h")))).isEqualTo(200);

        now += 200;

        assertThat(execute(HashCommands.LENGTH.of(text("h")))).isEqualTo(Value.of(0));
        assertThat(machine.entries()).isZero();
        assertThat(replica.entries()).isZero();
    }

    @Test
    void aNewCollectionTakesThePlaceOfAnExpiredOne() {
        fill("h", 2_000);
        execute(new Expire(key("h"), Expiry.after(500)));
        now += 500;
        execute(hset("h", "only", "1"));

        assertThat(execute(HashCommands.LENGTH.of(text("h")))).isEqualTo(Value.of(1));
        assertThat(read(new TimeToLive(key("h")))).isEqualTo(TimeToLive.NO_EXPIRY);
        assertThat(SlotContent.parts(replica, SLOT, 300)).isEqualTo(SlotContent.parts(machine, SLOT, 300));
    }

    @Test
    void refusesWhatDoesNotFitAndChangesNothing() {
        KeyspaceStateMachine small = machine(20_000);
        for (int i = 0; i < 1_000; i++) {
            Command<Value> command = hset("h", "field" + i, "value");
            Decision decision = small.decide(SLOT, command.toBytes(), i + 1, now);
            small.apply(SLOT, i + 1, decision.effects());
            if (decision.result()[0] != Command.OK) {
                assertThat(decision.effects()).isEmpty();
                assertThatThrownBy(() -> command.result(decision.result()))
                        .isInstanceOfSatisfying(CommandException.class, e -> assertThat(e.code())
                                .isEqualTo(ErrorCode.MEMORY_BOUND));
            }
        }
        assertThat(small.bytes()).isBetween(15_000L, 21_500L);
    }

    @Test
    void aSnapshotOfALargeValueComesInBoundedParts() {
        fill("h", 20_000);
        byte[] cursor = null;
        int parts = 0;
        do {
            SnapshotPart part = machine.snapshot(SLOT, cursor, 4_096);
            assertThat(part.part()).hasSizeLessThan(4_096 + 400);
            cursor = part.cursor();
            parts++;
        } while (cursor != null);

        assertThat(parts).isGreaterThan(80);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void aLearnerFilledWhileWritesGoOnEndsUpEqual(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 4; i++) {
            fill("key" + i, random.nextInt(3_000));
        }
        KeyspaceStateMachine learner = machine(1);
        learners.add(learner);
        LearnerCopy copy = new LearnerCopy(learner, SLOT);
        boolean last;
        do {
            last = copy.takesLastPart(machine, 1 + random.nextInt(20_000));
            for (int i = random.nextInt(60); i > 0; i--) {
                randomCommand(random);
            }
        } while (!last);
        copy.end();
        for (int i = 0; i < 50; i++) {
            randomCommand(random);
        }

        assertThat(SlotContent.parts(learner, SLOT, 1_000)).isEqualTo(SlotContent.parts(machine, SLOT, 1_000));
        assertThat(SlotContent.parts(replica, SLOT, 1_000)).isEqualTo(SlotContent.parts(machine, SLOT, 1_000));
        assertThat(learner.entries()).isEqualTo(machine.entries());
    }

    private void randomCommand(Random random) {
        String key = "key" + random.nextInt(8);
        String field = "field" + random.nextInt(3_000);
        now += random.nextInt(3);
        switch (random.nextInt(50)) {
            case 0 -> decide(new Remove(key(key), false));
            case 1 -> decide(new Put(key(key), raw("text"), Expiry.NEVER, Put.Condition.ALWAYS, false));
            case 2 -> decide(new Expire(key(key), Expiry.after(1 + random.nextInt(2_000))));
            case 3 -> decide(Expire.persist(key(key)));
            case 4 -> {
                decide(new Remove(key(key), false));
                fill(key, random.nextInt(400));
            }
            case 5 -> decide(new Reap(10));
            case 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 ->
                decide(HashCommands.DELETE.of(text(key), text(field)));
            default -> decide(hset(key, field, "value" + random.nextInt()));
        }
    }

    private long bytesAfterKeyCameAndWent() {
        execute(hset("h", "f", "1"));
        execute(new Remove(key("h"), false));
        return machine.bytes();
    }

    private void fill(String key, int fields) {
        for (int from = 0; from < fields; from += 500) {
            List<Value> arguments = new ArrayList<>(List.of(text(key)));
            for (int i = from; i < Math.min(fields, from + 500); i++) {
                arguments.add(text("field" + i));
                arguments.add(text("value" + i));
            }
            decide(HashCommands.SET.of(arguments.toArray(Value[]::new)));
        }
    }

    private byte[] decide(Command<?> command) {
        Decision decision = machine.decide(SLOT, command.toBytes(), ++version, now);
        machine.apply(SLOT, version, decision.effects());
        replica.apply(SLOT, version, decision.effects());
        learners.forEach(learner -> learner.apply(SLOT, version, decision.effects()));
        return decision.result();
    }

    private <R> R execute(Command<R> command) {
        return command.result(decide(command));
    }

    private <R> R read(Command<R> command) {
        ReadResult read = machine.read(SLOT, command.toBytes(), now);
        assertThat(read.result()).as("answered as a read").isNotNull();
        return command.result(read.result());
    }

    private void assertRefused(Command<?> command, ErrorCode code) {
        Decision decision = machine.decide(SLOT, command.toBytes(), ++version, now);
        assertThat(decision.effects()).isEmpty();
        assertThatThrownBy(() -> command.result(decision.result()))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static KeyspaceStateMachine machine(long memory) {
        return new KeyspaceStateMachine(4, KeyspaceLimits.ofMemory(memory));
    }

    private static Command<Value> hset(String key, String field, String value) {
        return HashCommands.SET.of(text(key), text(field), text(value));
    }

    private static Value text(String text) {
        return Value.of(text);
    }

    private static Key key(String text) {
        return new Key(Invocation.PLAIN_KEYSPACE, text.getBytes(StandardCharsets.UTF_8));
    }

    private static ByteSlice raw(String text) {
        byte[] tagged = ("?" + text).getBytes(StandardCharsets.UTF_8);
        tagged[0] = ValueTag.RAW;
        return ByteSlice.of(tagged);
    }
}
