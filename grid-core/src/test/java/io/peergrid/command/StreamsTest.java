package io.peergrid.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.StreamId;
import io.peergrid.command.key.KeyCommands;
import io.peergrid.command.stream.StreamCommands;
import io.peergrid.command.string.StringCommands;
import io.peergrid.replication.StateMachine.Decision;
import io.peergrid.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams against Java maps, at a primary, a replica and learners that get a copy meanwhile. */
class StreamsTest {
    private static final int SLOT = 1;

    private final KeyspaceStateMachine machine = machine();
    private final KeyspaceStateMachine replica = machine();
    private final TreeMap<StreamId, String> entries = new TreeMap<>();
    private final Map<String, Map<StreamId, String>> pending = new TreeMap<>();
    private final Map<String, StreamId> read = new TreeMap<>();
    private LearnerCopy copy;
    private int copies;
    private long version;
    private long nowMillis = 1_000;
    private StreamId last = StreamId.MIN;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aStreamWithItsGroupsIsWhatTheModelIsAndSoIsEveryCopy(long seed) {
        Random random = new Random(seed);
        fill(random.nextInt(2_000), random.nextInt(60));
        for (String group : List.of("g", "h", "i")) {
            createGroup(group);
        }
        for (int i = 0; i < 2_500; i++) {
            randomChange(random);
            if (random.nextInt(3) == 0) {
                copy(1 + random.nextInt(4_000));
            }
            if (i % 250 == 0) {
                check(machine);
                check(replica);
            }
        }
        check(machine);
        check(replica);

        assertThat(copies).isGreaterThan(1);
        assertThat(replica.bytes()).isEqualTo(machine.bytes());
        assertThat(SlotContent.parts(replica, SLOT, 1_000)).isEqualTo(SlotContent.parts(machine, SLOT, 1_000));
    }

    @Test
    void idsOfTheSlotsTimeRiseAlsoWhenItStandsStillOrEntriesAreDeleted() {
        List<StreamId> ids = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            nowMillis += i % 3 == 0 ? 1 : i % 50 == 49 ? -40 : 0;
            ids.add(add("v" + i));
            if (i % 4 == 0) {
                execute(StreamCommands.DELETE, text(ids.get(i).toString()));
                entries.remove(ids.get(i));
            }
            if (i % 60 == 59) {
                execute(StreamCommands.TRIM, text("MAXLEN"), Value.of(0));
                entries.clear();
            }
        }

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        check(machine);
    }

    @Test
    void aLogThatIsWrittenAndTrimmedAllTheTimeIsCopiedInTheEnd() {
        fill(5_000, 20);
        int parts = 0;
        while (copies == 0) {
            copy(4_096);
            for (int i = 0; i < 10; i++) {
                StreamId id = id(execute(
                        StreamCommands.ADD,
                        text("MAXLEN"),
                        Value.of(5_000),
                        text("*"),
                        text("f"),
                        text("new" + parts + "-" + i)));
                entries.put(id, "new" + parts + "-" + i);
                entries.pollFirstEntry();
            }
            parts++;
        }

        assertThat(parts).isLessThan(200);
        check(machine);
    }

    @Test
    void aStreamThatLosesItsEntriesGivesItsMemoryBackAndStays() {
        long before = machine.bytes();
        fill(20_000, 20);
        createGroup("g");
        execute(
                StreamCommands.READ_GROUP,
                text("GROUP"),
                text("g"),
                text("c"),
                text("COUNT"),
                Value.of(5_000),
                text("STREAMS"),
                text("s"),
                text(">"));
        long full = machine.bytes();
        assertThat(full).isGreaterThan(1_000_000);

        decide(StreamCommands.GROUP.of(text("DESTROY"), text("s"), text("g")));
        assertThat(full - machine.bytes()).isGreaterThan(5_000 * 100);
        execute(StreamCommands.TRIM, text("MAXLEN"), Value.of(0));

        assertThat(machine.bytes()).isLessThan(before + 1_000);
        assertThat(execute(StreamCommands.LENGTH)).isEqualTo(Value.of(0));
        assertThat(machine.entries()).isOne();
        assertThat(replica.bytes()).isEqualTo(machine.bytes());
    }

    @Test
    void aCopyOfAStreamHasItsGroupsAndGoesOnWithItsIds() {
        fill(1_000, 10);
        createGroup("g");
        readGroup("g", "c", 700);
        decide(KeyCommands.COPY.of(text("s"), text("t")));

        Value mine = decide(StreamCommands.INFO.of(text("STREAM"), text("s"), text("FULL"), text("COUNT"), text("0")));
        Value copied =
                decide(StreamCommands.INFO.of(text("STREAM"), text("t"), text("FULL"), text("COUNT"), text("0")));
        assertThat(without(copied, "radix-tree-keys", "radix-tree-nodes"))
                .isEqualTo(without(mine, "radix-tree-keys", "radix-tree-nodes"));
        nowMillis = 1;
        StreamId next = id(decide(StreamCommands.ADD.of(text("t"), text("*"), text("f"), text("v"))));
        assertThat(next).isGreaterThan(last);
    }

    @Test
    void badInputIsRefusedAndChangesNothing() {
        fill(3, 1);
        createGroup("g");
        decide(StringCommands.SET.of(text("string"), text("text")));
        List<String> before = SlotContent.parts(machine, SLOT, 1_000);

        assertRefused(ErrorCode.WRONG_TYPE, StreamCommands.ADD.of(text("string"), text("*"), text("f"), text("v")));
        assertRefused(ErrorCode.WRONG_TYPE, StringCommands.APPEND.of(text("s"), text("x")));
        assertRefused(ErrorCode.SYNTAX, StreamCommands.ADD.of(text("s"), text("*"), text("f"), text("v"), text("g")));
        assertRefused(ErrorCode.OUT_OF_RANGE, StreamCommands.ADD.of(text("s"), text("0-0"), text("f"), text("v")));
        assertRefused(ErrorCode.OUT_OF_RANGE, StreamCommands.ADD.of(text("s"), text("1-1"), text("f"), text("v")));
        assertRefused(ErrorCode.OUT_OF_RANGE, StreamCommands.DELETE.of(text("s"), text("1000-0"), text("x")));
        assertRefused(ErrorCode.OUT_OF_RANGE, StreamCommands.ACKNOWLEDGE.of(text("s"), text("g"), text("x")));
        assertRefused(ErrorCode.NO_SUCH_KEY, StreamCommands.SET_ID.of(text("none"), text("1-1")));
        assertRefused(ErrorCode.OUT_OF_RANGE, StreamCommands.SET_ID.of(text("s"), text("1-1")));
        assertRefused(ErrorCode.SYNTAX, StreamCommands.TRIM.of(text("s"), text("MOST"), text("5")));
        assertRefused(ErrorCode.GROUP_EXISTS, StreamCommands.GROUP.of(text("CREATE"), text("s"), text("g"), text("0")));
        assertRefused(
                ErrorCode.NO_GROUP, StreamCommands.GROUP.of(text("DELCONSUMER"), text("s"), text("x"), text("c")));
        assertRefused(
                ErrorCode.NO_GROUP,
                StreamCommands.CLAIM.of(text("s"), text("x"), text("c"), text("0"), text("1000-0")));
        assertThat(SlotContent.parts(machine, SLOT, 1_000)).isEqualTo(before);
    }

    private void randomChange(Random random) {
        String group = List.of("g", "h", "i").get(random.nextInt(3));
        String consumer = "c" + random.nextInt(6);
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> {
                nowMillis += random.nextInt(3);
                add("v" + random.nextInt() + "x".repeat(random.nextInt(100) == 0 ? 3_000 : random.nextInt(20)));
            }
            case 5, 6, 7, 8 -> readGroup(group, consumer, 1 + random.nextInt(40));
            case 9, 10, 11 -> acknowledge(group, random);
            case 12, 13 -> {
                StreamId gone = random(entries, random);
                execute(StreamCommands.DELETE, text(gone.toString()));
                entries.remove(gone);
            }
            case 14, 15 -> {
                StreamId claimed = random(entries, random);
                decide(StreamCommands.CLAIM.of(
                        text("s"), text(group), text(consumer), Value.of(0), text(claimed.toString()), text("FORCE")));
                if (entries.containsKey(claimed)) {
                    pending.get(group).put(claimed, consumer);
                }
            }
            case 16 -> {
                decide(StreamCommands.GROUP.of(text("DELCONSUMER"), text("s"), text(group), text(consumer)));
                pending.get(group).values().removeIf(consumer::equals);
            }
            case 17 -> {
                if (random.nextInt(10) == 0) {
                    decide(StreamCommands.GROUP.of(text("DESTROY"), text("s"), text(group)));
                    createGroup(group);
                }
            }
            case 18 -> {
                if (random.nextInt(10) == 0) {
                    int kept = random.nextInt(entries.size() + 1);
                    execute(StreamCommands.TRIM, text("MAXLEN"), Value.of(kept));
                    while (entries.size() > kept) {
                        entries.pollFirstEntry();
                    }
                    fill(random.nextInt(1_000), 10);
                }
            }
            default -> {
                StreamId from = entries.isEmpty() ? last : entries.firstKey();
                from = new StreamId(from.milliseconds() + random.nextInt(10), 0);
                entries.headMap(from, false).clear();
                execute(StreamCommands.TRIM, text("MINID"), text("~"), text(from.toString()));
            }
        }
    }

    private void acknowledge(String group, Random random) {
        TreeMap<StreamId, String> all = new TreeMap<>(pending.get(group));
        for (int i = random.nextInt(30); i > 0 && !all.isEmpty(); i--) {
            StreamId id = random(all, random);
            decide(StreamCommands.ACKNOWLEDGE.of(text("s"), text(group), text(id.toString())));
            pending.get(group).remove(id);
            all.remove(id);
        }
    }

    private void createGroup(String group) {
        decide(StreamCommands.GROUP.of(text("CREATE"), text("s"), text(group), text("0"), text("MKSTREAM")));
        pending.put(group, new TreeMap<>());
        read.put(group, StreamId.MIN);
    }

    private void readGroup(String group, String consumer, int count) {
        decide(StreamCommands.READ_GROUP.of(
                text("GROUP"),
                text(group),
                text(consumer),
                text("COUNT"),
                Value.of(count),
                text("STREAMS"),
                text("s"),
                text(">")));
        List.copyOf(entries.tailMap(read.get(group), false).keySet()).stream()
                .limit(count)
                .forEach(id -> {
                    pending.get(group).put(id, consumer);
                    read.put(group, id);
                });
    }

    private static StreamId random(Map<StreamId, String> from, Random random) {
        if (from.isEmpty()) {
            return new StreamId(1, 1);
        }
        List<StreamId> ids = List.copyOf(from.keySet());
        return ids.get(random.nextInt(ids.size()));
    }

    private void fill(int count, int length) {
        for (int i = 0; i < count; i++) {
            nowMillis += i % 3;
            add("f" + i + "x".repeat(length));
        }
    }

    private StreamId add(String value) {
        StreamId id = id(execute(StreamCommands.ADD, text("*"), text("f"), text(value)));
        assertThat(id).isGreaterThan(last);
        last = id;
        entries.put(id, value);
        return id;
    }

    private static StreamId id(Value answer) {
        return StreamId.parse(text((Value.Bytes) answer));
    }

    /** The next part of a copy; a copy that is complete has to be what the model is. */
    private void copy(int bytes) {
        if (copy == null) {
            copy = new LearnerCopy(machine(), SLOT);
        }
        if (copy.takesLastPart(machine, bytes)) {
            KeyspaceStateMachine complete = copy.end();
            copy = null;
            copies++;
            check(complete);
        }
    }

    private void check(KeyspaceStateMachine which) {
        Map<StreamId, String> found = new TreeMap<>();
        for (Value entry : items(read(which, StreamCommands.RANGE.of(text("s"), text("-"), text("+"))))) {
            Value value = items(items(entry).get(1)).get(1);
            byte[] plain = StringValues.plain(((Value.Stored) value).tagged()).toBytes();
            found.put(id(items(entry).get(0)), new String(plain, StandardCharsets.UTF_8));
        }
        assertThat(found).isEqualTo(entries);
        pending.forEach((group, expected) -> {
            Map<StreamId, String> given = new TreeMap<>();
            Command<Value> all = StreamCommands.PENDING.of(
                    text("s"), text(group), text("-"), text("+"), Value.of(Integer.MAX_VALUE));
            for (Value one : items(read(which, all))) {
                given.put(id(items(one).get(0)), text((Value.Bytes) items(one).get(1)));
            }
            assertThat(given).isEqualTo(expected);
        });
    }

    private static Value read(KeyspaceStateMachine which, Command<Value> command) {
        return command.result(which.read(SLOT, command.toBytes(), 0).result());
    }

    private Value execute(DataCommand command, Value... arguments) {
        List<Value> all = new ArrayList<>(command == StreamCommands.READ_GROUP ? List.of() : List.of(text("s")));
        all.addAll(List.of(arguments));
        return decide(command.of(all.toArray(Value[]::new)));
    }

    private Value decide(Command<Value> command) {
        Decision decision = machine.decide(SLOT, command.toBytes(), ++version, nowMillis);
        machine.apply(SLOT, version, decision.effects());
        replica.apply(SLOT, version, decision.effects());
        if (copy != null) {
            copy.learner().apply(SLOT, version, decision.effects());
        }
        return command.result(decision.result());
    }

    private void assertRefused(ErrorCode code, Command<Value> command) {
        Decision decision = machine.decide(SLOT, command.toBytes(), ++version, nowMillis);
        assertThat(decision.effects()).isEmpty();
        assertThatThrownBy(() -> command.result(decision.result()))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static KeyspaceStateMachine machine() {
        return new KeyspaceStateMachine(4, KeyspaceLimits.ofMemory(1L << 30));
    }

    private static List<Value> items(Value value) {
        return ((Value.Items) value).values();
    }

    /** What INFO says, without some of its names. */
    private static byte[] without(Value info, String... names) {
        WireWriter left = new WireWriter();
        for (int i = 0; i < items(info).size(); i += 2) {
            if (!List.of(names).contains(text((Value.Bytes) items(info).get(i)))) {
                items(info).get(i).writeTo(left);
                items(info).get(i + 1).writeTo(left);
            }
        }
        return left.toBytes();
    }

    private static Value text(String text) {
        return Value.of(text);
    }

    private static String text(Value.Bytes bytes) {
        return new String(bytes.bytes().toBytes(), StandardCharsets.UTF_8);
    }
}
