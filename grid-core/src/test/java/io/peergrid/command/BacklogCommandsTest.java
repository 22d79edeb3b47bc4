package io.peergrid.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.CacheConfig;
import io.peergrid.command.backlog.BacklogMark;
import io.peergrid.command.backlog.ReleaseParked;
import io.peergrid.command.backlog.ScanMarks;
import io.peergrid.command.backlog.StoreFailed;
import io.peergrid.command.backlog.Stored;
import io.peergrid.command.backlog.WriteLater;
import io.peergrid.replication.StateMachine.Decision;
import io.peergrid.replication.StateMachine.ReadResult;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.ValueTag;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the owner of a slot decides about changes that a store has still to hear of. */
class BacklogCommandsTest {
    private static final int SLOT = 1;
    private static final long CACHE = Keyspaces.ofCache(
            CacheConfig.of("cities", String.class, String.class).build());
    private static final Key BERLIN = key("Berlin");

    private final KeyspaceStateMachine machine = new KeyspaceStateMachine(4, KeyspaceLimits.ofMemory(1L << 30));
    private final KeyspaceStateMachine replica = new KeyspaceStateMachine(4, KeyspaceLimits.ofMemory(1L << 30));
    private long version = 7L << 40;
    private long now = 1_000_000;

    @Test
    void aChangePutsTheEntryAndItsMarkInOneStep() {
        WriteLater.Result result = write(BERLIN, WriteLater.ANY, "1");

        assertThat(result.done()).isTrue();
        assertThat(result.found()).isFalse();
        assertThat(result.version()).isEqualTo(version);
        assertThat(cached(BERLIN)).isEqualTo("1");
        BacklogMark mark = mark(BERLIN);
        assertThat(text(mark.value())).isEqualTo("1");
        assertThat(mark.version()).isEqualTo(version);
        assertThat(mark.firstMillis()).isEqualTo(now);
    }

    @Test
    void aRemovalLeavesAMarkThoughTheCacheHadNothing() {
        WriteLater.Result result = write(BERLIN, WriteLater.ANY, null);

        assertThat(result.done()).isTrue();
        assertThat(result.found()).isFalse();
        assertThat(mark(BERLIN).isDelete()).isTrue();
    }

    @Test
    void aLaterChangeTakesThePlaceOfTheFirstAndWaitsNoLonger() {
        write(BERLIN, WriteLater.ANY, "1");
        long first = version;
        long since = now;
        now += 500;
        execute(new StoreFailed(BERLIN, first, 100, true, "no"));
        write(BERLIN, WriteLater.ANY, "2");

        BacklogMark mark = mark(BERLIN);
        assertThat(text(mark.value())).isEqualTo("2");
        assertThat(mark.firstMillis()).isEqualTo(since);
        assertThat(mark.firstVersion()).isEqualTo(first);
        assertThat(mark.attempts()).isZero();
        assertThat(mark.parked()).isFalse();
    }

    @Test
    void whatWasStoredIsForgottenUnlessTheKeyHasChangedSince() {
        write(BERLIN, WriteLater.ANY, "1");
        long first = version;
        write(BERLIN, WriteLater.ANY, "2");
        long second = version;
        now += 300;

        assertThat(execute(new Stored(BERLIN, first))).isFalse();
        assertThat(mark(BERLIN).firstVersion()).isEqualTo(first + 1);
        assertThat(mark(BERLIN).firstMillis()).isEqualTo(now);
        assertThat(execute(new Stored(BERLIN, second))).isTrue();
        assertThat(marks()).isEmpty();
        assertThat(cached(BERLIN)).isEqualTo("2");
    }

    @Test
    void whatTheCacheHasLostIsPresentWhileItWaits() {
        write(BERLIN, WriteLater.ANY, "1");
        long first = version;
        execute(new Evict(BERLIN, first));
        assertThat(cached(BERLIN)).isNull();

        assertThat(write(BERLIN, 0, "2").done()).isFalse();
        WriteLater.Result result = write(BERLIN, first, "2");
        assertThat(result.done()).isTrue();
        assertThat(text(Objects.requireNonNull(result.previous()).value())).isEqualTo("1");
        assertThat(result.previous().version()).isEqualTo(first);
    }

    @Test
    void whatIsToBeDeletedIsAbsent() {
        write(BERLIN, WriteLater.ANY, "1");
        write(BERLIN, WriteLater.PRESENT, null);

        assertThat(write(BERLIN, WriteLater.PRESENT, "2").done()).isFalse();
        assertThat(write(BERLIN, 0, "3").done()).isTrue();
    }

    @Test
    void anExpiredEntryAndAClearedCacheLeaveTheMark() {
        execute(new WriteLater(BERLIN, WriteLater.ANY, value("1"), Expiry.after(100), true));
        now += 100;
        execute(new Reap(10));
        execute(new Clear(CACHE, 0));

        assertThat(cached(BERLIN)).isNull();
        assertThat(text(mark(BERLIN).value())).isEqualTo("1");
    }

    @Test
    void aParkedChangeIsTriedAgainOrDroppedWithTheEntry() {
        write(BERLIN, WriteLater.ANY, "1");
        long changed = version;
        assertThat(execute(new ReleaseParked(BERLIN, false))).isFalse();
        execute(new StoreFailed(BERLIN, changed, 0, true, "x".repeat(1_000)));
        assertThat(mark(BERLIN).parked()).isTrue();
        assertThat(mark(BERLIN).error()).hasSize(BacklogMark.ERROR_CHARS);

        assertThat(execute(new ReleaseParked(BERLIN, false))).isTrue();
        assertThat(mark(BERLIN).attempts()).isZero();
        assertThat(execute(new ReleaseParked(BERLIN, true))).isFalse();
        execute(new StoreFailed(BERLIN, mark(BERLIN).version(), 0, true, "no"));
        assertThat(execute(new ReleaseParked(BERLIN, true))).isTrue();
        assertThat(marks()).isEmpty();
        assertThat(cached(BERLIN)).isNull();
    }

    @Test
    void aValueThatLeavesNoRoomForItsMarkIsRefusedWhole() {
        int largest = KeyspaceLimits.ofMemory(1L << 30).maxValueBytes();
        byte[] bytes = new byte[largest - 100];
        bytes[0] = ValueTag.RAW;
        WriteLater command = new WriteLater(BERLIN, WriteLater.ANY, ByteSlice.of(bytes), Expiry.NEVER, false);

        assertThatThrownBy(() -> execute(command)).isInstanceOf(CommandException.class);
        assertThat(cached(BERLIN)).isNull();
        assertThat(marks()).isEmpty();
    }

    /** Random changes, failures, evictions and acknowledgements of a store: the marks are those of a model, on a copy too, and never less than what the store lacks. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsWhatTheStoreLacks(long seed) {
        Random random = new Random(seed);
        Map<Key, Long> waiting = new HashMap<>();
        Map<Key, String> model = new HashMap<>();
        Map<Key, String> store = new HashMap<>();
        for (int step = 0; step < 2_000; step++) {
            Key key = key("k" + random.nextInt(12));
            now += random.nextInt(20);
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    String value = random.nextInt(4) == 0 ? null : "v" + step;
                    write(key, WriteLater.ANY, value);
                    waiting.put(key, version);
                    put(model, key, value);
                }
                case 2 -> {
                    BacklogMark mark = marks().get(key);
                    if (mark != null) {
                        put(store, key, mark.value() == null ? null : text(mark.value()));
                        execute(new Stored(key, mark.version()));
                        waiting.remove(key);
                    }
                }
                case 3 -> execute(new Stored(key, waiting.getOrDefault(key, version) - 1));
                case 4 ->
                    execute(new StoreFailed(key, waiting.getOrDefault(key, 1L), 10, random.nextBoolean(), "down"));
                default -> execute(new Remove(key, false));
            }
            Map<Key, Long> marked = new HashMap<>();
            marks().forEach((waits, mark) -> marked.put(waits, mark.version()));
            assertThat(marked).isEqualTo(waiting);
        }
        marks().forEach((key, mark) -> put(store, key, mark.value() == null ? null : text(mark.value())));
        assertThat(store).isEqualTo(model);
        LearnerCopy copy = new LearnerCopy(new KeyspaceStateMachine(4, KeyspaceLimits.ofMemory(1L << 30)), SLOT);
        while (!copy.takesLastPart(machine, 500)) {
            // Part by part.
        }
        assertThat(marks(copy.end())).isEqualTo(marks(machine)).isEqualTo(marks(replica));
    }

    private static void put(Map<Key, String> map, Key key, String value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    private static Key key(String name) {
        return new Key(CACHE, name.getBytes(StandardCharsets.UTF_8));
    }

    private static ByteSlice value(String text) {
        byte[] bytes = (" " + text).getBytes(StandardCharsets.UTF_8);
        bytes[0] = ValueTag.STRING;
        return ByteSlice.of(bytes);
    }

    private static String text(ByteSlice value) {
        return new String(value.toBytes(), 1, value.length() - 1, StandardCharsets.UTF_8);
    }

    private WriteLater.Result write(Key key, long expected, String value) {
        return execute(new WriteLater(key, expected, value == null ? null : value(value), Expiry.NEVER, true));
    }

    private String cached(Key key) {
        return query(machine, new Get(key, false))
                .map(stored -> text(stored.value()))
                .orElse(null);
    }

    private BacklogMark mark(Key key) {
        return Objects.requireNonNull(marks().get(key));
    }

    private Map<Key, BacklogMark> marks() {
        Map<Key, BacklogMark> marks = new HashMap<>();
        for (ScanMarks.Item item :
                query(machine, new ScanMarks(CACHE, 0, false, true)).items()) {
            marks.put(new Key(CACHE, item.key()), item.mark());
        }
        return marks;
    }

    private Map<Key, String> marks(KeyspaceStateMachine of) {
        Map<Key, String> marks = new HashMap<>();
        for (ScanMarks.Item item :
                query(of, new ScanMarks(CACHE, 0, false, true)).items()) {
            BacklogMark mark = item.mark();
            String value = mark.value() == null ? "" : text(mark.value());
            marks.put(
                    new Key(CACHE, item.key()),
                    List.of(
                                    mark.version(),
                                    mark.firstVersion(),
                                    mark.firstMillis(),
                                    mark.attempts(),
                                    mark.parked(),
                                    value)
                            .toString());
        }
        return marks;
    }

    private <R> R query(KeyspaceStateMachine of, Command<R> command) {
        ReadResult result = of.read(SLOT, command.toBytes(), now);
        return command.result(Objects.requireNonNull(result.result()));
    }

    private <R> R execute(Command<R> command) {
        Decision decision = machine.decide(SLOT, command.toBytes(), ++version, now);
        machine.apply(SLOT, version, decision.effects());
        replica.apply(SLOT, version, decision.effects());
        return command.result(decision.result());
    }
}
