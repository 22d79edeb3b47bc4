package io.peergrid.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.command.list.ListCommands;
import io.peergrid.command.string.StringCommands;
import io.peergrid.replication.StateMachine.Decision;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists against a Java list, at a primary, a replica and learners that get a copy meanwhile. */
class ListsTest {
    private static final int SLOT = 1;

    private final KeyspaceStateMachine machine = machine();
    private final KeyspaceStateMachine replica = machine();
    private final List<String> model = new ArrayList<>();
    private LearnerCopy copy;
    private int copies;
    private int next;
    private long version;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void aListIsWhatAJavaListIsAndSoIsEveryCopy(long seed) {
        Random random = new Random(seed);
        fill(random.nextInt(4_000), random.nextInt(60));
        for (int i = 0; i < 3_000; i++) {
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
    }

    @Test
    void aQueueThatIsPushedAndPoppedAllTheTimeIsCopiedInTheEnd() {
        fill(20_000, 20);
        int parts = 0;
        while (copies == 0) {
            copy(4_096);
            for (int i = 0; i < 30; i++) {
                change(ListCommands.PUSH_RIGHT, text("new" + i));
                model.add("new" + i);
                change(ListCommands.POP_LEFT);
                model.remove(0);
            }
            parts++;
        }

        assertThat(parts).isLessThan(200);
        check(machine);
    }

    @Test
    void everyElementOfALargeListIsFoundByItsIndex() {
        fill(5_000, 5);

        for (int i = 0; i < model.size(); i += 7) {
            assertThat(read(ListCommands.INDEX, Value.of(i))).isEqualTo(model.get(i));
            assertThat(read(ListCommands.INDEX, Value.of(i - model.size()))).isEqualTo(model.get(i));
        }
        assertThat(execute(ListCommands.POSITION, text(model.get(4_321)))).isEqualTo(Value.of(4_321));
    }

    @Test
    void aListThatLosesItsElementsGivesItsMemoryBack() {
        long before = machine.bytes();
        fill(50_000, 20);
        assertThat(machine.bytes()).isGreaterThan(1_000_000);

        execute(ListCommands.TRIM, Value.of(100), Value.of(-101));
        execute(ListCommands.TRIM, Value.of(10), Value.of(19));
        assertThat(machine.bytes()).isLessThan(before + 3_000);

        execute(ListCommands.POP_RIGHT, Value.of(10));
        assertThat(machine.entries()).isZero();
        assertThat(machine.bytes()).isLessThan(before + 500);
        assertThat(replica.bytes()).isEqualTo(machine.bytes());
    }

    @Test
    void elementsAreEqualIfTheirTextIsWhateverWroteThem() {
        execute(ListCommands.PUSH_RIGHT, new Value.Stored(StringValues.whole(5)), text("5"), text("x"));

        assertThat(execute(ListCommands.POSITION, text("5"), text("COUNT"), text("0")))
                .isEqualTo(Value.of(List.of(Value.of(0), Value.of(1))));
        assertThat(execute(ListCommands.REMOVE, Value.of(0), new Value.Stored(StringValues.whole(5))))
                .isEqualTo(Value.of(2));
    }

    @Test
    void badInputIsRefusedAndChangesNothing() {
        execute(ListCommands.PUSH_RIGHT, text("a"), text("b"));
        decide(StringCommands.SET.of(text("s"), text("text")));
        List<String> before = SlotContent.parts(machine, SLOT, 1_000);

        assertRefused(ErrorCode.WRONG_TYPE, ListCommands.PUSH_LEFT.of(text("s"), text("x")));
        assertRefused(ErrorCode.WRONG_TYPE, ListCommands.MOVE.of(text("l"), text("s"), text("LEFT"), text("LEFT")));
        assertRefused(ErrorCode.WRONG_TYPE, ListCommands.MULTI_POP.of(Value.of(2), text("s"), text("l"), text("LEFT")));
        assertRefused(ErrorCode.WRONG_TYPE, StringCommands.APPEND.of(text("l"), text("x")));
        assertRefused(ErrorCode.OUT_OF_RANGE, ListCommands.SET.of(text("l"), Value.of(2), text("x")));
        assertRefused(ErrorCode.OUT_OF_RANGE, ListCommands.SET.of(text("l"), Value.of(Long.MIN_VALUE), text("x")));
        assertRefused(ErrorCode.NO_SUCH_KEY, ListCommands.SET.of(text("none"), Value.of(0), text("x")));
        assertRefused(ErrorCode.OUT_OF_RANGE, ListCommands.POP_LEFT.of(text("l"), Value.of(-1)));
        assertRefused(ErrorCode.NOT_A_NUMBER, ListCommands.TRIM.of(text("l"), text("1.0"), text("2")));
        assertRefused(ErrorCode.SYNTAX, ListCommands.INSERT.of(text("l"), text("BESIDE"), text("a"), text("x")));
        assertRefused(ErrorCode.SYNTAX, ListCommands.PUSH_LEFT.of(text("l")));
        assertRefused(ErrorCode.SYNTAX, ListCommands.MULTI_POP.of(Value.of(Long.MAX_VALUE), text("l"), text("LEFT")));
        assertRefused(
                ErrorCode.OUT_OF_RANGE,
                ListCommands.POSITION.of(text("l"), text("a"), text("RANK"), Value.of(Long.MIN_VALUE)));
        assertThat(SlotContent.parts(machine, SLOT, 1_000)).isEqualTo(before);
    }

    @Test
    void manyArgumentsAreTakenAtOnceOrRefusedWhole() {
        int most = KeyspaceLimits.MAX_ARGUMENTS;
        assertThat(decide(push("l", most - 1, "0123456789"))).isEqualTo(Value.of(most - 1));
        assertThat(execute(ListCommands.LENGTH)).isEqualTo(Value.of(most - 1));

        assertRefused(ErrorCode.TOO_LARGE, push("other", most, "0123456789"));
        assertRefused(ErrorCode.TOO_LARGE, push("other", 1_000_000, "x"));
        assertRefused(ErrorCode.TOO_LARGE, push("other", 100_000, "0123456789".repeat(20)));
    }

    private static Invocation push(String list, int elements, String element) {
        Value[] arguments = new Value[1 + elements];
        Arrays.fill(arguments, text(element));
        arguments[0] = text(list);
        return ListCommands.PUSH_RIGHT.of(arguments);
    }

    private void randomChange(Random random) {
        String element = "e" + next++ + (random.nextInt(200) == 0 ? "x".repeat(random.nextInt(3_000)) : "");
        int size = model.size();
        switch (random.nextInt(24)) {
            case 0, 1, 2 -> {
                change(ListCommands.PUSH_LEFT, text(element), text(element + "b"));
                model.add(0, element);
                model.add(0, element + "b");
            }
            case 3, 4, 5 -> {
                change(ListCommands.PUSH_RIGHT, text(element), text(element + "b"));
                model.addAll(List.of(element, element + "b"));
            }
            case 6, 7, 8 -> {
                int count = random.nextInt(10);
                change(ListCommands.POP_LEFT, Value.of(count));
                model.subList(0, Math.min(count, size)).clear();
            }
            case 9, 10, 11 -> {
                int count = random.nextInt(10);
                change(ListCommands.POP_RIGHT, Value.of(count));
                model.subList(size - Math.min(count, size), size).clear();
            }
            case 12, 13, 14, 15 -> {
                if (size > 0) {
                    int at = random.nextInt(size);
                    change(ListCommands.INSERT, text("BEFORE"), text(model.get(at)), text(element));
                    model.add(model.indexOf(model.get(at)), element);
                }
            }
            case 16, 17, 18 -> {
                if (size > 0) {
                    int at = random.nextInt(size);
                    change(ListCommands.SET, Value.of(at), text(element));
                    model.set(at, element);
                }
            }
            case 19, 20, 21 -> {
                if (size > 0) {
                    String gone = model.get(random.nextInt(size));
                    change(ListCommands.REMOVE, Value.of(0), text(gone));
                    model.removeIf(gone::equals);
                }
            }
            case 22 -> {
                decide(ListCommands.MOVE.of(text("l"), text("l"), text("LEFT"), text("RIGHT")));
                if (size > 0) {
                    Collections.rotate(model, -1);
                }
            }
            default -> {
                if (random.nextInt(20) == 0) {
                    int from = random.nextInt(size + 1);
                    int to = Math.min(size - 1, from + random.nextInt(size + 1));
                    change(ListCommands.TRIM, Value.of(from), Value.of(to));
                    List<String> kept = from > to ? List.of() : List.copyOf(model.subList(from, to + 1));
                    model.clear();
                    model.addAll(kept);
                    fill(random.nextInt(3_000), 10);
                }
            }
        }
    }

    private void fill(int count, int length) {
        for (int from = 0; from < count; from += 500) {
            List<String> elements = IntStream.range(from, Math.min(count, from + 500))
                    .mapToObj(i -> "f" + next++ + "x".repeat(length))
                    .toList();
            change(
                    ListCommands.PUSH_RIGHT,
                    elements.stream().map(ListsTest::text).toArray(Value[]::new));
            model.addAll(elements);
        }
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
        byte[] command =
                ListCommands.RANGE.of(text("l"), Value.of(0), Value.of(-1)).toBytes();
        Value all = ListCommands.RANGE.of().result(which.read(SLOT, command, 0).result());
        assertThat(((Value.Items) all).values().stream().map(ListsTest::shown).toList())
                .isEqualTo(model);
    }

    private void change(DataCommand command, Value... arguments) {
        execute(command, arguments);
    }

    private Value execute(DataCommand command, Value... arguments) {
        List<Value> all = new ArrayList<>(List.of(text("l")));
        all.addAll(List.of(arguments));
        return decide(command.of(all.toArray(Value[]::new)));
    }

    private String read(DataCommand command, Value... arguments) {
        return shown(execute(command, arguments));
    }

    private Value decide(Command<Value> command) {
        Decision decision = machine.decide(SLOT, command.toBytes(), ++version, 0);
        machine.apply(SLOT, version, decision.effects());
        replica.apply(SLOT, version, decision.effects());
        if (copy != null) {
            copy.learner().apply(SLOT, version, decision.effects());
        }
        return command.result(decision.result());
    }

    private void assertRefused(ErrorCode code, Command<Value> command) {
        Decision decision = machine.decide(SLOT, command.toBytes(), ++version, 0);
        assertThat(decision.effects()).isEmpty();
        assertThatThrownBy(() -> command.result(decision.result()))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static KeyspaceStateMachine machine() {
        return new KeyspaceStateMachine(4, KeyspaceLimits.ofMemory(1L << 30));
    }

    private static Value text(String text) {
        return Value.of(text);
    }

    private static String shown(Value value) {
        byte[] plain = StringValues.plain(((Value.Stored) value).tagged()).toBytes();
        return new String(plain, StandardCharsets.UTF_8);
    }
}
