package io.peergrid.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.command.key.KeyCommands;
import io.peergrid.command.list.ListCommands;
import io.peergrid.command.string.StringCommands;
import io.peergrid.replication.StateMachine.Decision;
import io.peergrid.replication.StateMachine.ReadResult;
import io.peergrid.store.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Previews and commits over one slot. What commands do in a transaction: {@code TransactionDifferentialTest}. */
class TransactionsTest {
    private static final int SLOT = 0;

    private final KeyspaceStateMachine machine =
            new KeyspaceStateMachine(1, new KeyspaceLimits(1L << 30, KeyspaceLimits.DEFAULT_MAX_KEY_BYTES, 10_000));
    private final Map<Key, Long> seen = new HashMap<>();
    private final List<byte[]> commands = new ArrayList<>();
    private long version;
    private long now = 1_000_000;

    @Test
    void takeEffectTogetherWhenNobodyChangedWhatTheySaw() {
        execute(set("a", "1"));
        preview(StringCommands.INCREMENT_BY.of(text("a"), Value.of(5)));
        preview(set("b", "2"));
        assertThat(shown(preview(get("a")))).isEqualTo("6");
        assertThat(shown(execute(get("a")))).isEqualTo("1");

        assertThat(commit()).isTrue();

        assertThat(shown(execute(get("a")))).isEqualTo("6");
        assertThat(shown(execute(get("b")))).isEqualTo("2");
    }

    @Test
    void doNothingWhenAKeyThatTheySawHasChanged() {
        execute(set("a", "1"));
        preview(get("a"));
        preview(set("b", "2"));
        execute(set("a", "1"));

        assertThat(commit()).isFalse();

        assertThat(execute(get("b"))).isInstanceOf(Value.Nil.class);
    }

    @Test
    void doNothingWhenAKeyThatTheySawAbsentIsThere() {
        assertThat(preview(get("a"))).isInstanceOf(Value.Nil.class);
        preview(set("b", "2"));
        execute(set("a", "1"));

        assertThat(commit()).isFalse();
        assertThat(execute(get("b"))).isInstanceOf(Value.Nil.class);
    }

    @Test
    void doNothingWhenTheTimeOfAKeyThatTheySawIsOver() {
        execute(StringCommands.SET_MILLIS.of(text("a"), Value.of(100), text("1")));
        assertThat(shown(preview(get("a")))).isEqualTo("1");
        preview(set("b", "2"));
        now += 200;

        assertThat(commit()).isFalse();
        assertThat(execute(get("b"))).isInstanceOf(Value.Nil.class);
    }

    @Test
    void aPreviewThatMeetsAnExpiredKeyIsDecidedSoThatItsRemovalIsReplicated() {
        execute(StringCommands.SET_MILLIS.of(text("a"), Value.of(100), text("1")));
        now += 200;
        TransactionPreview preview = new TransactionPreview(List.of(get("a").toBytes()));

        ReadResult read = machine.read(SLOT, preview.toBytes(), now);

        assertThat(read.result()).isNull();
        Decision decision = machine.decide(SLOT, preview.toBytes(), ++version, now);
        assertThat(decision.effects()).hasSize(1);
        byte[] last = preview.result(decision.result()).last();
        assertThat(get("a").result(last)).isInstanceOf(Value.Nil.class);
    }

    @Test
    void aCommandThatRefusesUndoesThoseBeforeIt() {
        execute(set("text", "x"));
        commands.add(set("a", "1").toBytes());
        commands.add(ListCommands.PUSH_LEFT.of(text("text"), text("y")).toBytes());

        assertThatThrownBy(this::commit)
                .isInstanceOfSatisfying(CommandException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.WRONG_TYPE));
        assertThat(execute(get("a"))).isInstanceOf(Value.Nil.class);
    }

    @Test
    void moreChangesThanOneEntryMayCarryAreRefused() {
        commands.add(set("a", "x".repeat(6_000)).toBytes());
        commands.add(set("b", "y".repeat(6_000)).toBytes());

        assertThatThrownBy(this::commit)
                .isInstanceOfSatisfying(CommandException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.TOO_LARGE));
        assertThat(execute(KeyCommands.EXISTS.of(text("a"), text("b")))).isEqualTo(Value.of(0));
    }

    @Test
    void bytesThatAreNoCommandOrAnotherTransactionAreRefused() {
        for (byte[] bytes : List.of(
                new byte[] {(byte) 0xff, (byte) 0xff, 3},
                new TransactionPreview(List.of(get("a").toBytes())).toBytes(),
                new TransactionCommit(Map.of(), List.of()).toBytes(),
                new Reap(5).toBytes(),
                new Size(0).toBytes())) {
            TransactionCommit commit =
                    new TransactionCommit(Map.of(), List.of(set("a", "1").toBytes(), bytes));
            Decision decision = machine.decide(SLOT, commit.toBytes(), ++version, now);
            assertThat(decision.effects()).isEmpty();
            assertThatThrownBy(() -> commit.result(decision.result())).isInstanceOf(CommandException.class);
        }
    }

    @Test
    void cutOffBytesAreRefused() {
        preview(set("a", "1"));
        byte[] whole = new TransactionCommit(seen, commands).toBytes();
        for (int length = 1; length < whole.length; length++) {
            Decision decision = machine.decide(SLOT, Arrays.copyOf(whole, length), ++version, now);
            assertThat(decision.effects()).isEmpty();
            assertThat(decision.result()[0]).isEqualTo((byte) ErrorCode.MALFORMED.number());
        }
    }

    private Value preview(Invocation command) {
        List<byte[]> all = new ArrayList<>(commands);
        all.add(command.toBytes());
        TransactionPreview preview = new TransactionPreview(all);
        ReadResult read = machine.read(SLOT, preview.toBytes(), now);
        TransactionPreview.Answer answer = preview.result(read.result());
        seen.putAll(answer.seen());
        commands.add(command.toBytes());
        return command.result(answer.last());
    }

    private boolean commit() {
        return execute(new TransactionCommit(seen, commands));
    }

    private <R> R execute(Command<R> command) {
        Decision decision = machine.decide(SLOT, command.toBytes(), ++version, now);
        machine.apply(SLOT, version, decision.effects());
        return command.result(decision.result());
    }

    private static Invocation set(String key, String value) {
        return StringCommands.SET.of(text(key), text(value));
    }

    private static Invocation get(String key) {
        return StringCommands.GET.of(text(key));
    }

    private static Value text(String text) {
        return Value.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String shown(Value value) {
        return new String(StringValues.plain(((Value.Stored) value).tagged()).toBytes(), StandardCharsets.UTF_8);
    }
}
