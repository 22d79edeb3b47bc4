package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.List;
import java.util.Map;

/**
 * Carries out the commands of a transaction, all or none, if nobody has changed a key that it saw; answers whether it did. Follows
 * <a href="https://redis.io/docs/latest/commands/exec/">EXEC</a> after WATCH, but a command that refuses undoes all.
 *
 * @param seen the versions of the keys that the answers known to the caller depend on; 0 for an absent one
 * @param commands in their order
 */
public record TransactionCommit(Map<Key, Long> seen, List<byte[]> commands) implements Command<Boolean>, Compound {
    static final int NUMBER = 18;

    public TransactionCommit {
        seen = Map.copyOf(seen);
        commands = List.copyOf(commands);
    }

    static TransactionCommit readFrom(WireReader in, byte[] source) {
        return new TransactionCommit(Watch.readFrom(in, source), CommandList.readFrom(in));
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        Watch.write(out, seen);
        CommandList.write(out, commands);
    }

    @Override
    public void execute(Execution execution) {
        execution.answer().bool(carriedOut(execution));
    }

    /** Whether nobody has changed what it saw; its commands are carried out then. */
    boolean carriedOut(Execution execution) {
        boolean unchanged = true;
        for (Map.Entry<Key, Long> each : seen.entrySet()) {
            byte[] entry = execution.find(each.getKey());
            long version = entry == null ? Draft.ABSENT : PackedEntry.version(entry);
            unchanged &= version == each.getValue();
        }
        if (unchanged) {
            Draft draft = new Draft(execution);
            commands.forEach(draft::decide);
            draft.commit();
        }
        return unchanged;
    }

    @Override
    public Boolean readAnswer(WireReader in, byte[] source) {
        return in.bool();
    }
}
