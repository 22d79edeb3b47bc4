package io.peergrid.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.command.list.ListCommands;
import io.peergrid.command.sortedset.SortedSetCommands;
import io.peergrid.replication.StateMachine.Decision;
import io.peergrid.replication.StateMachine.ReadResult;
import io.peergrid.replication.StateMachine.SnapshotPart;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Glob;
import io.peergrid.store.Key;
import io.peergrid.store.ValueTag;
import io.peergrid.wire.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyspaceStateMachineTest {
    private static final int SLOT = 3;
    private static final long NAMESPACE = 0x0234_5678_9abc_def0L;

    private final KeyspaceStateMachine machine = machine(1 << 30);
    private final KeyspaceStateMachine replica = machine(1);
    private long version;
    private long now = 1_000_000;

    @Test
    void returnsWhatWasPutWithVersionAndTimeLeft() {
        execute(put("a", "one", Expiry.after(500)));
        now += 200;

        StoredValue found = read(new Get(key("a"), true)).orElseThrow();

        assertThat(text(found)).isEqualTo("one");
        assertThat(found.version()).isEqualTo(1);
        assertThat(found.timeToLiveMillis()).isEqualTo(300);
        assertThat(read(new Contains(key("b")))).isFalse();
    }

    @Test
    void aPutThatKeepsTheExpiryKeepsIt() {
        execute(put("a", "one", Expiry.after(500)));
        execute(put("a", "two", Expiry.KEEP));

        assertThat(read(new TimeToLive(key("a")))).isEqualTo(500);

        execute(put("a", "three", Expiry.NEVER));

        assertThat(read(new TimeToLive(key("a")))).isEqualTo(TimeToLive.NO_EXPIRY);
        assertThat(read(new TimeToLive(key("b")))).isEqualTo(TimeToLive.ABSENT);
    }

    @Test
    void aConditionOnPresenceDecidesWhetherAPutHappens() {
        Put.Result refused = execute(putIf("a", "one", Put.Condition.IF_PRESENT));
        Put.Result first = execute(putIf("a", "one", Put.Condition.IF_ABSENT));
        Put.Result second = execute(putIf("a", "two", Put.Condition.IF_ABSENT));

        assertThat(refused.done()).isFalse();
        assertThat(refused.version()).isZero();
        assertThat(first.done()).isTrue();
        assertThat(second.done()).isFalse();
        assertThat(second.version()).isEqualTo(first.version());
        assertThat(text(second.previous())).isEqualTo("one");
    }

    @Test
    void comparesByVersion() {
        CompareAndSet.Result created = execute(new CompareAndSet(key("a"), 0, value("one"), Expiry.NEVER));
        CompareAndSet.Result late = execute(new CompareAndSet(key("a"), 0, value("two"), Expiry.NEVER));
        CompareAndSet.Result next = execute(new CompareAndSet(key("a"), created.version(), value("two"), Expiry.NEVER));

        assertThat(created.done()).isTrue();
        assertThat(late).isEqualTo(new CompareAndSet.Result(false, created.version()));
        assertThat(next.done()).isTrue();
        assertThat(execute(new CompareAndRemove(key("a"), created.version()))).isFalse();
        assertThat(execute(new CompareAndRemove(key("a"), next.version()))).isTrue();
        assertThat(read(new Get(key("a"), false))).isEmpty();
    }

    @Test
    void removesAndReturnsWhatWasThere() {
        execute(put("a", "one", Expiry.NEVER));

        assertThat(text(execute(new Remove(key("a"), true)).previous())).isEqualTo("one");
        assertThat(execute(new Remove(key("a"), true))).isEqualTo(new Remove.Result(false, null));
    }

    @Test
    void countsAndKeepsTheWindowOfARateLimit() {
        Increment hit = new Increment(key("hits"), 2, Expiry.after(60_000), true);

        assertThat(execute(hit)).isEqualTo(2);
        now += 10_000;
        assertThat(execute(hit)).isEqualTo(4);
        assertThat(read(new TimeToLive(key("hits")))).isEqualTo(50_000);
        now += 50_000;
        assertThat(execute(hit)).isEqualTo(2);
    }

    @Test
    void refusesToCountWhatIsNoNumber() {
        execute(put("text", "x", Expiry.NEVER));
        execute(new Put(
                key("raw"),
                ByteSlice.of(new byte[] {ValueTag.RAW, '4', '1'}),
                Expiry.NEVER,
                Put.Condition.ALWAYS,
                false));
        execute(new Put(
                key("bad"),
                ByteSlice.of(new byte[] {ValueTag.RAW, '+', '1'}),
                Expiry.NEVER,
                Put.Condition.ALWAYS,
                false));
        execute(Increment.by(key("full"), Long.MAX_VALUE));

        assertThat(execute(Increment.by(key("raw"), 1))).isEqualTo(42);
        assertRefused(Increment.by(key("text"), 1), ErrorCode.WRONG_TYPE);
        assertRefused(Increment.by(key("bad"), 1), ErrorCode.NOT_A_NUMBER);
        assertRefused(Increment.by(key("full"), 1), ErrorCode.OVERFLOW);
    }

    @Test
    void aReadThatMeetsAnExpiredEntryBecomesTheMutationThatRemovesIt() {
        execute(put("a", "one", Expiry.after(100)));
        now += 100;
        byte[] get = new Get(key("a"), true).toBytes();

        ReadResult read = machine.read(SLOT, get, now);

        assertThat(read.result()).isNull();
        assertThat(read.mutation()).isEqualTo(get);
        Decision decision = machine.decide(SLOT, read.mutation(), ++version, now);
        assertThat(decision.effects()).hasSize(1);
        assertThat(new Get(key("a"), true).result(decision.result())).isEmpty();
        apply(decision);
        assertThat(machine.isEmpty(SLOT)).isTrue();
        assertThat(read(new Get(key("a"), true))).isEmpty();
    }

    @Test
    void anEntryIsThereUntilItsRemovalIsDecidedWhateverTheReadersClockSays() {
        execute(put("a", "one", Expiry.after(1_000)));
        now += 1_000;

        assertThat(machine.read(SLOT, new Get(key("a"), false).toBytes(), now).result())
                .isNull();
        assertThat(machine.read(SLOT, new Get(key("a"), false).toBytes(), now - 1)
                        .result())
                .isNotNull();
    }

    @Test
    void theFootprintIsTheKeysThatWereSeenOrTheWholeSlot() {
        byte[] multiPut = new MultiPut(
                        List.of(new MultiPut.Item(key("a"), value("1")), new MultiPut.Item(key("b"), value("2"))),
                        Expiry.NEVER)
                .toBytes();

        assertThat(machine.decide(SLOT, multiPut, 1, now).footprint())
                .containsExactly(key("a").hash(), key("b").hash());
        assertThat(machine.read(SLOT, new Get(key("a"), false).toBytes(), now).footprint())
                .containsExactly(key("a").hash());
        assertThat(machine.read(SLOT, new Size(1).toBytes(), now).footprint()).isEmpty();
        assertThat(machine.decide(SLOT, new Clear(1, 0).toBytes(), 1, now).footprint())
                .isEmpty();
        assertThat(machine.decide(SLOT, new byte[0], 1, now).footprint()).hasSize(1);
    }

    @Test
    void expiresByRequest() {
        execute(put("a", "one", Expiry.NEVER));

        assertThat(execute(new Expire(key("a"), Expiry.after(10)))).isTrue();
        assertThat(execute(Expire.persist(key("a")))).isTrue();
        assertThat(execute(Expire.persist(key("a")))).isFalse();
        assertThat(execute(new Expire(key("b"), Expiry.after(10)))).isFalse();
        assertThat(execute(new Expire(key("a"), Expiry.at(now - 1)))).isTrue();
        assertThat(machine.isEmpty(SLOT)).isTrue();
    }

    @Test
    void reapsWhatIsDueAndNothingElse() {
        for (int i = 0; i < 500; i++) {
            execute(put("key" + i, "v", Expiry.after(1_000 + i % 10 * 1_000)));
        }
        assertThat(machine.slotsDue(now, 10, slot -> true)).isEmpty();
        now += 5_500;
        assertThat(machine.slotsDue(now, 10, slot -> true)).containsExactly(SLOT);

        int removed = 0;
        for (int batch = 100; batch == 100; removed += batch) {
            batch = execute(new Reap(100));
        }

        assertThat(removed).isEqualTo(250);
        assertThat(machine.entries(SLOT)).isEqualTo(250);
        assertThat(machine.slotsDue(now, 10, slot -> true)).isEmpty();
    }

    @Test
    void worksOnSeveralKeysAtOnce() {
        execute(new MultiPut(
                List.of(new MultiPut.Item(key("a"), value("one")), new MultiPut.Item(key("b"), value("two"))),
                Expiry.NEVER));

        assertThat(read(new MultiGet(List.of(key("a"), key("x"), key("b")), false)))
                .extracting(KeyspaceStateMachineTest::text)
                .containsExactly("one", null, "two");
        assertThat(execute(new MultiRemove(List.of(key("a"), key("a"), key("x")))))
                .isEqualTo(1);
        assertThat(machine.entries(SLOT)).isEqualTo(1);
    }

    @Test
    void scansOneNamespaceInPagesWhileTheTableGrows() {
        Set<String> stable = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            stable.add("stable" + i);
            execute(put("stable" + i, "v", Expiry.NEVER));
        }
        execute(new Put(new Key(7, bytes("other")), value("v"), Expiry.NEVER, Put.Condition.ALWAYS, false));

        List<String> found = new ArrayList<>();
        int added = 0;
        for (long cursor = 0; cursor != Scan.END; ) {
            Scan.Page page = read(new Scan(NAMESPACE, cursor, Glob.of(bytes("stable*")), 7, true, Scan.ANY_TYPE));
            page.items().forEach(item -> {
                assertThat(text(item.value())).isEqualTo("v");
                found.add(new String(item.key(), StandardCharsets.UTF_8));
            });
            cursor = page.next();
            for (int i = 0; i < 9; i++) {
                execute(put("new" + added++, "v", Expiry.NEVER));
            }
        }

        assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(stable);
        assertThat(read(new Size(NAMESPACE))).isEqualTo(300 + added);
        assertThat(read(new Size(7))).isEqualTo(1);
    }

    @Test
    void aScanPassesOverABoundedNumberOfOthersAtOnce() {
        for (int i = 0; i < 25_000; i++) {
            execute(new Put(new Key(7, bytes("other" + i)), value("v"), Expiry.NEVER, Put.Condition.ALWAYS, false));
        }
        execute(put("own", "v", Expiry.NEVER));

        int pages = 0;
        int found = 0;
        for (long cursor = 0; cursor != Scan.END; pages++) {
            Scan.Page page = read(new Scan(NAMESPACE, cursor, null, 10, false, Scan.ANY_TYPE));
            found += page.items().size();
            cursor = page.next();
        }

        assertThat(found).isEqualTo(1);
        assertThat(pages).isBetween(3, 4);
    }

    @Test
    void aScanThatMeetsExpiredEntriesRemovesThemFirst() {
        execute(put("a", "v", Expiry.after(10)));
        execute(put("b", "v", Expiry.NEVER));
        now += 10;
        Scan scan = new Scan(NAMESPACE, 0, null, 10, false, Scan.ANY_TYPE);

        ReadResult read = machine.read(SLOT, scan.toBytes(), now);

        assertThat(read.result()).isNull();
        Decision decision = machine.decide(SLOT, read.mutation(), ++version, now);
        assertThat(scan.result(decision.result()).items()).hasSize(1);
        apply(decision);
        assertThat(machine.entries(SLOT)).isEqualTo(1);
    }

    @Test
    void clearsOneNamespaceInBatches() {
        for (int i = 0; i < 2_500; i++) {
            execute(put("key" + i, "v", Expiry.NEVER));
        }
        execute(new Put(new Key(7, bytes("other")), value("v"), Expiry.NEVER, Put.Condition.ALWAYS, false));

        int removed = 0;
        int batches = 0;
        for (long cursor = 0; cursor != Scan.END; batches++) {
            Clear.Result result = execute(new Clear(NAMESPACE, cursor));
            removed += result.removed();
            cursor = result.next();
        }

        assertThat(removed).isEqualTo(2_500);
        assertThat(batches).isEqualTo(3);
        assertThat(machine.entries(SLOT)).isEqualTo(1);
    }

    @Test
    void refusesWhatIsTooLarge() {
        KeyspaceStateMachine small = new KeyspaceStateMachine(8, new KeyspaceLimits(4_000, 10, 100));

        assertThat(code(small, put("a", "x".repeat(100), Expiry.NEVER))).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(code(small, put("a".repeat(11), "x", Expiry.NEVER))).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(code(small, put("a", "x", Expiry.NEVER))).isNull();
    }

    @Test
    void refusesToGrowBeyondTheMemoryBoundButLetsTheKeyBeRemoved() {
        KeyspaceStateMachine small = machine(20_000);
        int stored = 0;
        ErrorCode refused = null;
        while (refused == null && stored < 10_000) {
            Decision decision = small.decide(
                    SLOT, put("key" + stored, "x".repeat(50), Expiry.NEVER).toBytes(), ++version, now);
            refused = code(put("a", "", Expiry.NEVER), decision.result());
            small.apply(SLOT, version, decision.effects());
            stored += refused == null ? 1 : 0;
        }

        assertThat(refused).isEqualTo(ErrorCode.MEMORY_BOUND);
        assertThat(small.bytes()).isBetween(18_000L, 22_000L);
        assertThat(stored).isBetween(150, 220);
        assertThat(code(small, put("key0", "y", Expiry.NEVER))).isNull();
        assertThat(small.decide(SLOT, new Remove(key("key1"), false).toBytes(), ++version, now)
                        .effects())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void hostileBytesAreAnsweredAsMalformed(long seed) {
        Random random = new Random(seed);
        List<Command<?>> commands = List.of(
                new Get(key("a"), true),
                put("a", "v", Expiry.after(5)),
                new Scan(NAMESPACE, 3, Glob.of(bytes("a*[b-")), 10, true, Scan.ANY_TYPE),
                new MultiGet(List.of(key("a"), key("b")), true),
                new CompareAndSet(key("a"), 1, value("x"), Expiry.KEEP),
                new Expire(key("a"), Expiry.at(5)),
                Increment.by(key("n"), 1));
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = commands.get(random.nextInt(commands.size())).toBytes();
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            machine.readsWithoutLock(cut);
            ReadResult read = machine.read(SLOT, cut, now);
            assertThat(read.result() != null || read.mutation() != null).isTrue();
            apply(machine.decide(SLOT, cut, ++version, now));
        }
        assertThat(code(new Size(1), machine.read(SLOT, new byte[] {99}, now).result()))
                .isEqualTo(ErrorCode.MALFORMED);
        assertThatThrownBy(() -> new Size(1).result(new byte[] {77})).isInstanceOf(WireFormatException.class);
    }

    @Test
    void replicasApplyingTheSameEffectsHoldTheSame() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(3);
            Command<?> command = randomCommand(random);
            Decision decision = machine.decide(SLOT, command.toBytes(), ++version, now);
            machine.apply(SLOT, version, decision.effects());
            replica.apply(SLOT, version, decision.effects());
        }

        assertThat(SlotContent.parts(replica, SLOT, 200)).isEqualTo(SlotContent.parts(machine, SLOT, 200));
        assertThat(replica.entries()).isEqualTo(machine.entries());
    }

    @Test
    void aLearnerEndsWithWhatThePrimaryHolds() {
        Random random = new Random(9);
        for (int i = 0; i < 3_000; i++) {
            execute(randomCommand(random));
        }
        LearnerCopy copy = new LearnerCopy(replica, SLOT);
        boolean last;
        do {
            last = copy.takesLastPart(machine, 300);
            for (int i = 0; i < 20; i++) {
                Decision decision = machine.decide(SLOT, randomCommand(random).toBytes(), ++version, now);
                machine.apply(SLOT, version, decision.effects());
                replica.apply(SLOT, version, decision.effects());
            }
        } while (!last);
        copy.end();

        assertThat(SlotContent.parts(replica, SLOT, 200)).isEqualTo(SlotContent.parts(machine, SLOT, 200));
        assertThat(replica.entries(SLOT)).isEqualTo(machine.entries(SLOT));
    }

    @Test
    void aClearedSlotCostsNothing() {
        execute(put("a", "one", Expiry.after(10)));

        machine.clear(SLOT);

        assertThat(machine.bytes()).isZero();
        assertThat(machine.entries()).isZero();
        assertThat(machine.isEmpty(SLOT)).isTrue();
        assertThat(machine.snapshot(SLOT, null, 100)).isEqualTo(new SnapshotPart(null, null));
    }

    @Test
    void onlyPointReadsNeedNoLock() {
        assertThat(machine.readsWithoutLock(new Get(key("a"), true).toBytes())).isTrue();
        assertThat(machine.readsWithoutLock(new TimeToLive(key("a")).toBytes())).isTrue();
        assertThat(machine.readsWithoutLock(new MultiGet(List.of(key("a")), true).toBytes()))
                .isFalse();
        assertThat(machine.readsWithoutLock(put("a", "b", Expiry.NEVER).toBytes()))
                .isFalse();
        assertThat(machine.readsWithoutLock(new byte[0])).isFalse();
    }

    private Command<?> randomCommand(Random random) {
        String name = "key" + random.nextInt(300);
        return switch (random.nextInt(6)) {
            case 0 -> put(name, "v".repeat(random.nextInt(40)), Expiry.after(1 + random.nextInt(2_000)));
            case 1 -> put(name, "w", Expiry.NEVER);
            case 2 -> new Remove(key(name), true);
            case 3 -> new Get(key(name), true);
            case 4 -> new Expire(key(name), Expiry.after(1 + random.nextInt(500)));
            default -> new Reap(5);
        };
    }

    @Test
    void countsTheElementsOfTheTypeThatIsAskedForAndTellsOfThem() {
        List<String> told = new ArrayList<>();
        KeyspaceStateMachine one = new KeyspaceStateMachine(1, KeyspaceLimits.ofMemory(1 << 20));
        one.watch((type, key) -> told.add(type + " " + key));
        Invocation push = invocation(ListCommands.PUSH_RIGHT, Value.of("x"), Value.of("y"));
        Invocation add = invocation(SortedSetCommands.ADD, Value.of(1), Value.of("x"));
        Key key = new Key(Invocation.PLAIN_KEYSPACE, bytes("k"));

        assertThat(one.elements(ValueTag.LIST, key, now)).isZero();
        one.apply(0, 1, one.decide(0, push.toBytes(), 1, now).effects());
        assertThat(one.elements(ValueTag.LIST, key, now)).isEqualTo(2);
        assertThat(one.elements(ValueTag.SORTED_SET, key, now)).isZero();

        one.clear(0);
        one.apply(0, 2, one.decide(0, add.toBytes(), 2, now).effects());
        assertThat(one.elements(ValueTag.LIST, key, now)).isZero();
        assertThat(one.elements(ValueTag.SORTED_SET, key, now)).isEqualTo(1);
        assertThat(told).containsExactly(ValueTag.LIST + " 0:k", ValueTag.SORTED_SET + " 0:k");
    }

    private static Invocation invocation(DataCommand command, Value... arguments) {
        List<Value> all = new ArrayList<>(List.of(Value.of("k")));
        all.addAll(List.of(arguments));
        return new Invocation(command, Invocation.PLAIN_KEYSPACE, 0, all);
    }

    private <R> R execute(Command<R> command) {
        Decision decision = machine.decide(SLOT, command.toBytes(), ++version, now);
        apply(decision);
        return command.result(decision.result());
    }

    private void apply(Decision decision) {
        machine.apply(SLOT, version, decision.effects());
    }

    private <R> R read(Command<R> command) {
        ReadResult read = machine.read(SLOT, command.toBytes(), now);
        assertThat(read.result()).as("answered as a read").isNotNull();
        return command.result(read.result());
    }

    private void assertRefused(Command<?> command, ErrorCode code) {
        Decision decision = machine.decide(SLOT, command.toBytes(), ++version, now);
        assertThat(decision.effects()).isEmpty();
        assertThat(code(command, decision.result())).isEqualTo(code);
    }

    private ErrorCode code(KeyspaceStateMachine which, Command<?> command) {
        return code(
                command, which.decide(SLOT, command.toBytes(), ++version, now).result());
    }

    private static ErrorCode code(Command<?> command, byte[] answer) {
        try {
            command.result(answer);
            return null;
        } catch (CommandException refused) {
            return refused.code();
        }
    }

    private static KeyspaceStateMachine machine(long memory) {
        return new KeyspaceStateMachine(8, KeyspaceLimits.ofMemory(memory));
    }

    private static Put put(String key, String value, Expiry expiry) {
        return new Put(key(key), value(value), expiry, Put.Condition.ALWAYS, false);
    }

    private static Put putIf(String key, String value, Put.Condition condition) {
        return new Put(key(key), value(value), Expiry.NEVER, condition, true);
    }

    private static Key key(String text) {
        return new Key(NAMESPACE, bytes(text));
    }

    private static ByteSlice value(String text) {
        byte[] tagged = bytes("?" + text);
        tagged[0] = ValueTag.STRING;
        return ByteSlice.of(tagged);
    }

    private static String text(StoredValue value) {
        return value == null ? null : new String(value.value().toBytes(), StandardCharsets.UTF_8).substring(1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
