package io.peergrid.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.command.Command;
import io.peergrid.command.TransactionCommit;
import io.peergrid.command.TransactionPreview;
import io.peergrid.store.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The same slot, asked by a client that puts its commands into transactions: it knows their answers before they take effect. */
final class TransactionSide extends GridSide {
    private final int commandsEach;
    private final List<byte[]> commands = new ArrayList<>();
    private final Map<Key, Long> seen = new HashMap<>();
    private int committed;

    TransactionSide(LongSupplier clock, int commandsEach) {
        super(clock);
        this.commandsEach = commandsEach;
    }

    @Override
    public void reset() {
        super.reset();
        commands.clear();
        seen.clear();
    }

    @Override
    byte[] execute(Command<?> asked) {
        if (commands.size() == commandsEach) {
            commit();
        }
        List<byte[]> all = new ArrayList<>(commands);
        all.add(asked.toBytes());
        TransactionPreview preview = new TransactionPreview(all);
        TransactionPreview.Answer answer = preview.result(super.execute(preview));
        byte[] last = answer.last();
        assertThat(last).isNotNull();
        answer.seen().forEach((key, version) -> assertThat(seen.getOrDefault(key, version))
                .isEqualTo(version));
        seen.putAll(answer.seen());
        if (last[0] == Command.OK) {
            commands.add(asked.toBytes());
        }
        return last;
    }

    private void commit() {
        TransactionCommit commit = new TransactionCommit(seen, commands);
        assertThat(commit.result(super.execute(commit))).isTrue();
        committed++;
        commands.clear();
        seen.clear();
    }

    int committed() {
        return committed;
    }
}
