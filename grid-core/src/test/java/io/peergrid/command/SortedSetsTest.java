package io.peergrid.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.command.sortedset.SortedSetCommands;
import io.peergrid.replication.StateMachine.Decision;
import io.peergrid.store.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedSetsTest {
    private static final int SLOT = 1;

    private final KeyspaceStateMachine machine = machine(1L << 30);
    private final KeyspaceStateMachine replica = machine(1);
    private final List<KeyspaceStateMachine> learners = new ArrayList<>();
    private final Map<String, Map<String, Double>> model = new HashMap<>();
    private long version;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void holdsWhatAModelHoldsWhileALearnerIsFilled(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            fill("key" + i, random.nextInt(2_500), random);
        }
        KeyspaceStateMachine learner = machine(1);
        learners.add(learner);
        LearnerCopy copy = new LearnerCopy(learner, SLOT);
        boolean last;
        do {
            last = copy.takesLastPart(machine, 1 + random.nextInt(12_000));
            for (int i = random.nextInt(40); i > 0; i--) {
                change(random);
            }
        } while (!last);
        copy.end();
        for (int i = 0; i < 50; i++) {
            change(random);
        }

        assertThat(SlotContent.parts(learner, SLOT, 1_000)).isEqualTo(SlotContent.parts(machine, SLOT, 1_000));
        assertThat(SlotContent.parts(replica, SLOT, 1_000)).isEqualTo(SlotContent.parts(machine, SLOT, 1_000));
        assertThat(learner.bytes()).isBetween(machine.bytes() * 8 / 10, machine.bytes() * 12 / 10);
        model.keySet().forEach(key -> {
            checkAsTheModel(machine, key);
            checkAsTheModel(learner, key);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5_000})
    void vanishesWithItsLastMember(int members) {
        fill("key0", members, new Random(1));
        execute(SortedSetCommands.REMOVE_RANGE.of(text("key0"), text("0"), text("-1")));

        assertThat(machine.entries()).isZero();
        assertThat(machine.bytes()).isLessThan(1_000);
        assertThat(replica.bytes()).isEqualTo(machine.bytes());
    }

    @Test
    void aScoreThatIsNotANumberIsRefusedAndChangesNothing() {
        execute(SortedSetCommands.ADD.of(text("z"), text("inf"), text("m"), text("1"), text("n")));

        assertRefused(
                ErrorCode.NOT_A_FLOAT,
                SortedSetCommands.ADD.of(text("z"), text("2"), text("n"), text("nan"), text("m")));
        assertRefused(
                ErrorCode.NOT_A_FLOAT, SortedSetCommands.ADD.of(text("z"), new Value.Real(Double.NaN), text("m")));
        assertRefused(ErrorCode.OUT_OF_RANGE, SortedSetCommands.INCREMENT.of(text("z"), text("-inf"), text("m")));
        assertRefused(
                ErrorCode.SYNTAX, SortedSetCommands.ADD.of(text("z"), text("NX"), text("GT"), text("2"), text("n")));
        assertRefused(ErrorCode.NOT_A_FLOAT, SortedSetCommands.RANGE_BY_SCORE.of(text("z"), text("nan"), text("1")));
        assertRefused(ErrorCode.OUT_OF_RANGE, SortedSetCommands.RANGE_BY_MEMBER.of(text("z"), text("a"), text("+")));
        assertRefused(ErrorCode.NOT_A_NUMBER, SortedSetCommands.RANGE.of(text("z"), text("0"), text("1.5")));
        assertRefused(ErrorCode.OUT_OF_RANGE, SortedSetCommands.UNION.of(text("0"), text("z")));
        assertRefused(ErrorCode.SYNTAX, SortedSetCommands.UNION.of(text("9223372036854775807"), text("z")));
        assertRefused(
                ErrorCode.SYNTAX, SortedSetCommands.MULTI_POP.of(text("9223372036854775807"), text("z"), text("MIN")));
        assertRefused(ErrorCode.OUT_OF_RANGE, SortedSetCommands.SCAN.of(text("z"), text("x")));

        assertThat(texts(execute(SortedSetCommands.RANGE.of(text("z"), text("0"), text("-1")))))
                .containsExactly("n", "m");
    }

    @Test
    void manyArgumentsAreTakenAtOnceOrRefusedWhole() {
        assertThat(execute(addition("z", 65_000, "m"))).isEqualTo(Value.of(65_000));
        assertThat(execute(SortedSetCommands.SIZE.of(text("z")))).isEqualTo(Value.of(65_000));

        assertRefused(ErrorCode.TOO_LARGE, addition("z", 66_000, "other"));
        assertRefused(ErrorCode.TOO_LARGE, addition("z", 65_000, "longer".repeat(50)));
        assertThat(execute(SortedSetCommands.SIZE.of(text("z")))).isEqualTo(Value.of(65_000));
    }

    private static Invocation addition(String key, int members, String beginning) {
        List<Value> arguments = new ArrayList<>(List.of(text(key)));
        for (int i = 0; i < members; i++) {
            arguments.add(Value.of(i));
            arguments.add(text(beginning + i));
        }
        return SortedSetCommands.ADD.of(arguments.toArray(Value[]::new));
    }

    private void change(Random random) {
        String key = "key" + random.nextInt(4);
        Map<String, Double> members = model.computeIfAbsent(key, any -> new HashMap<>());
        String member = "member" + random.nextInt(2_500);
        double score = random.nextInt(60) / 4.0;
        switch (random.nextInt(20)) {
            case 0 -> {
                decide(new Remove(key(key), false));
                members.clear();
                fill(key, random.nextInt(600), random);
            }
            case 1, 2, 3, 4, 5 -> {
                execute(SortedSetCommands.REMOVE.of(text(key), text(member)));
                members.remove(member);
            }
            case 6, 7, 8 -> {
                execute(SortedSetCommands.INCREMENT.of(text(key), new Value.Real(score), text(member)));
                members.merge(member, score, Double::sum);
            }
            case 9, 10 -> {
                execute(SortedSetCommands.POP_LOWEST.of(text(key), Value.of(3)));
                ordered(members).stream().limit(3).forEach(members::remove);
            }
            case 11 -> {
                execute(SortedSetCommands.REMOVE_BY_SCORE.of(text(key), text("(3"), text("3.5")));
                members.values().removeIf(present -> present > 3 && present <= 3.5);
            }
            default -> {
                execute(SortedSetCommands.ADD.of(text(key), new Value.Real(score), text(member)));
                members.put(member, score);
            }
        }
    }

    private void fill(String key, int members, Random random) {
        Map<String, Double> target = model.computeIfAbsent(key, any -> new HashMap<>());
        for (int from = 0; from < members; from += 500) {
            List<Value> arguments = new ArrayList<>(List.of(text(key)));
            for (int i = from; i < Math.min(members, from + 500); i++) {
                double score = random.nextInt(100) / 4.0;
                arguments.addAll(List.of(new Value.Real(score), text("member" + i)));
                target.put("member" + i, score);
            }
            execute(SortedSetCommands.ADD.of(arguments.toArray(Value[]::new)));
        }
    }

    private void checkAsTheModel(KeyspaceStateMachine which, String key) {
        Map<String, Double> members = model.get(key);
        List<String> ordered = ordered(members);
        assertThat(texts(read(which, SortedSetCommands.RANGE.of(text(key), text("0"), text("-1")))))
                .isEqualTo(ordered);
        for (int i = 0; i < ordered.size(); i += 97) {
            assertThat(read(which, SortedSetCommands.RANK.of(text(key), text(ordered.get(i)))))
                    .isEqualTo(Value.of(i));
            assertThat(read(which, SortedSetCommands.SCORE.of(text(key), text(ordered.get(i)))))
                    .isEqualTo(new Value.Real(members.get(ordered.get(i))));
        }
    }

    private static List<String> ordered(Map<String, Double> members) {
        return members.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .thenComparing(Map.Entry::getKey, Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private byte[] decide(Command<?> command) {
        Decision decision = machine.decide(SLOT, command.toBytes(), ++version, 1_000);
        machine.apply(SLOT, version, decision.effects());
        replica.apply(SLOT, version, decision.effects());
        learners.forEach(learner -> learner.apply(SLOT, version, decision.effects()));
        return decision.result();
    }

    private <R> R execute(Command<R> command) {
        return command.result(decide(command));
    }

    private static Value read(KeyspaceStateMachine which, Command<Value> command) {
        return command.result(which.read(SLOT, command.toBytes(), 1_000).result());
    }

    private void assertRefused(ErrorCode code, Command<?> command) {
        Decision decision = machine.decide(SLOT, command.toBytes(), ++version, 1_000);
        assertThat(decision.effects()).isEmpty();
        assertThatThrownBy(() -> command.result(decision.result()))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static KeyspaceStateMachine machine(long memory) {
        return new KeyspaceStateMachine(4, KeyspaceLimits.ofMemory(memory));
    }

    private static List<String> texts(Value items) {
        return ((Value.Items) items)
                .values().stream()
                        .map(item -> new String(((Value.Bytes) item).bytes().toBytes(), StandardCharsets.UTF_8))
                        .toList();
    }

    private static Value text(String text) {
        return Value.of(text);
    }

    private static Key key(String text) {
        return new Key(Invocation.PLAIN_KEYSPACE, text.getBytes(StandardCharsets.UTF_8));
    }
}
