package io.peergrid.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.command.rate.RateCommands;
import io.peergrid.replication.StateMachine.Decision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the owner of a slot allows, on the slot's time. */
class RateLimitsTest {
    private static final int SLOT = 1;

    private final KeyspaceStateMachine machine = new KeyspaceStateMachine(4, KeyspaceLimits.ofMemory(1L << 30));
    private long version;
    private long now = 1_700_000_000_123L;

    private record Answer(boolean allowed, long remaining, long retryAfter) {}

    @Test
    void aFixedWindowBeginsWithItsFirstCallAndEndsAsAWhole() {
        assertThat(fixed(3, 5, 1_000)).isEqualTo(new Answer(true, 2, 0));
        now += 400;
        assertThat(fixed(3, 5, 1_000)).isEqualTo(new Answer(false, 2, 600));
        assertThat(fixed(2, 5, 1_000)).isEqualTo(new Answer(true, 0, 0));
        now += 599;
        assertThat(fixed(1, 5, 1_000)).isEqualTo(new Answer(false, 0, 1));
        now += 1;
        assertThat(fixed(5, 5, 1_000)).isEqualTo(new Answer(true, 0, 0));
    }

    @Test
    void aRefusalChangesNothing() {
        fixed(5, 5, 1_000);
        Command<Value> command = command(RateCommands.FIXED_WINDOW, 1, 5, 1_000);

        assertThat(machine.decide(SLOT, command.toBytes(), 99, now).effects()).isEmpty();
    }

    @Test
    void whatIsForgottenLeavesNothingBehind() {
        fixed(1, 5, 1_000);
        now += 1_100;
        execute(new Reap(10));
        assertThat(machine.isEmpty(SLOT)).isTrue();

        bucket(5, 5, 1, 100);
        now += 600;
        execute(new Reap(10));
        assertThat(machine.isEmpty(SLOT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aSlidingWindowNeverAllowsMoreThanItsLimitInAnyWindowAndAlmostAllOfIt(long seed) {
        Random random = new Random(seed);
        long window = random.nextInt(40, 20_000);
        long limit = random.nextInt(1, 50);
        long late = window / 32 + 2;
        Deque<Long> made = new ArrayDeque<>();
        for (int i = 0; i < 3_000; i++) {
            now += random.nextInt((int) (2 * window / limit) + 2);
            boolean allowed = sliding(1, limit, window).allowed();
            while (!made.isEmpty() && made.getFirst() <= now - window - late) {
                made.removeFirst();
            }
            long within = made.stream().filter(at -> at > now - window).count();
            if (allowed) {
                assertThat(within).isLessThan(limit);
                made.add(now);
            } else {
                assertThat((long) made.size()).isGreaterThanOrEqualTo(limit);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whoWaitsAsLongAsToldIsAllowedAndNotBefore(long seed) {
        Random random = new Random(seed);
        int refusals = 0;
        for (int i = 0; i < 2_000; i++) {
            now += random.nextInt(200);
            DataCommand command = random.nextBoolean() ? RateCommands.SLIDING_WINDOW : RateCommands.TOKEN_BUCKET;
            long calls = random.nextInt(1, 8);
            long[] arguments = command == RateCommands.SLIDING_WINDOW
                    ? new long[] {calls, 8, 1_500}
                    : new long[] {calls, 8, 7, 1_300};
            Answer answer = ask(command, "k" + command.number(), arguments);
            if (!answer.allowed()) {
                refusals++;
                now += answer.retryAfter() - 1;
                assertThat(ask(command, "k" + command.number(), arguments).allowed())
                        .isFalse();
                now += 1;
                assertThat(ask(command, "k" + command.number(), arguments).allowed())
                        .isTrue();
            }
        }
        assertThat(refusals).isGreaterThan(50);
    }

    @Test
    void aBucketIsFullAtFirstAndFillsEvenly() {
        assertThat(bucket(10, 10, 3, 1_000)).isEqualTo(new Answer(true, 0, 0));
        assertThat(bucket(1, 10, 3, 1_000)).isEqualTo(new Answer(false, 0, 334));
        now += 333;
        assertThat(bucket(1, 10, 3, 1_000)).isEqualTo(new Answer(false, 0, 1));
        now += 1;
        assertThat(bucket(1, 10, 3, 1_000)).isEqualTo(new Answer(true, 0, 0));
        now += 100_000;
        assertThat(bucket(4, 10, 3, 1_000)).isEqualTo(new Answer(true, 6, 0));
    }

    @Test
    void theLargestBucketDoesNotOverflow() {
        long most = RateCommands.MAX_LIMIT;
        assertThat(bucket(most, most, most, RateCommands.MAX_PERIOD_MILLIS).allowed())
                .isTrue();
        now += RateCommands.MAX_PERIOD_MILLIS / 2;
        assertThat(bucket(most / 2, most, most, RateCommands.MAX_PERIOD_MILLIS).allowed())
                .isTrue();
        now += 1L << 40;
        assertThat(bucket(1, most, most, RateCommands.MAX_PERIOD_MILLIS).remaining())
                .isEqualTo(most - 1);
    }

    @Test
    void anotherKindOfLimitBeginsAnew() {
        fixed(5, 5, 60_000);

        assertThat(bucket(1, 5, 1, 1_000)).isEqualTo(new Answer(true, 4, 0));
        assertThat(execute(RateCommands.RESET.of(Value.of("limit")))).isEqualTo(Value.of(1));
        assertThat(execute(RateCommands.RESET.of(Value.of("limit")))).isEqualTo(Value.of(0));
    }

    @Test
    void aLimitThatIsLoweredCountsWhatWasAllowedBefore() {
        assertThat(sliding(8, 10, 3_200).allowed()).isTrue();
        Answer lowered = sliding(1, 4, 3_200);

        assertThat(lowered.allowed()).isFalse();
        assertThat(lowered.remaining()).isZero();
        now += lowered.retryAfter();
        assertThat(sliding(4, 4, 3_200).allowed()).isTrue();
    }

    @Test
    void refusesWhatCanNeverBeAllowed() {
        for (Command<Value> command : List.of(
                command(RateCommands.FIXED_WINDOW, 6, 5, 1_000),
                command(RateCommands.SLIDING_WINDOW, 0, 5, 1_000),
                command(RateCommands.TOKEN_BUCKET, 1, 5, 0, 1_000),
                command(RateCommands.TOKEN_BUCKET, 1, 5, 1, RateCommands.MAX_PERIOD_MILLIS + 1))) {
            Decision decision = machine.decide(SLOT, command.toBytes(), ++version, now);
            assertThat(decision.effects()).isEmpty();
            assertThatThrownBy(() -> command.result(decision.result()))
                    .isInstanceOfSatisfying(
                            CommandException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_RANGE));
        }
    }

    private Answer fixed(long... arguments) {
        return ask(RateCommands.FIXED_WINDOW, "limit", arguments);
    }

    private Answer sliding(long... arguments) {
        return ask(RateCommands.SLIDING_WINDOW, "limit", arguments);
    }

    private Answer bucket(long... arguments) {
        return ask(RateCommands.TOKEN_BUCKET, "limit", arguments);
    }

    private Answer ask(DataCommand command, String name, long... arguments) {
        List<Value> answer = ((Value.Items) execute(named(name, command, arguments))).values();
        return new Answer(number(answer.get(0)) == 1, number(answer.get(1)), number(answer.get(2)));
    }

    private static long number(Value value) {
        return ((Value.Whole) value).number();
    }

    private static Command<Value> command(DataCommand command, long... arguments) {
        return named("limit", command, arguments);
    }

    private static Command<Value> named(String name, DataCommand command, long... arguments) {
        List<Value> values = new ArrayList<>();
        values.add(Value.of(name));
        for (long argument : arguments) {
            values.add(Value.of(argument));
        }
        return command.of(values.toArray(new Value[0]));
    }

    private <R> R execute(Command<R> command) {
        Decision decision = machine.decide(SLOT, command.toBytes(), ++version, now);
        machine.apply(SLOT, version, decision.effects());
        return command.result(decision.result());
    }
}
