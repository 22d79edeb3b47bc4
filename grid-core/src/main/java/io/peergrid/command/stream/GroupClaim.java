package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.command.stream.GroupEdit.Given;
import io.peergrid.value.LargeStream;
import io.peergrid.value.StreamEntry;
import io.peergrid.value.StreamGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * XCLAIM key group consumer min-idle-time id [id ...] [IDLE milliseconds] [TIME milliseconds] [RETRYCOUNT count] [FORCE] [JUSTID] [LASTID id]: entries that were pending
 * long enough are the consumer's now; answers them, or their ids. One that was deleted is no longer pending. O(log n) each. Errors: WRONGTYPE, NOGROUP,
 * an unknown option, an id that is none, not an integer.
 */
final class GroupClaim extends DataCommand {
    GroupClaim(int number) {
        super(number, "XCLAIM", 5, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        LargeStream found = StreamEdit.find(execution, arguments.key(0));
        String name = StreamIds.text(arguments.bytes(1));
        StreamGroup group = found == null ? null : found.group(name);
        if (group == null) {
            throw StreamAnswers.noGroup(arguments.bytes(0), name);
        }
        ClaimOptions options = ClaimOptions.read(arguments, execution.nowMillis());
        GroupEdit edit = new GroupEdit(StreamEdit.of(execution, arguments.key(0), found), group);
        if (options.lastId().compareTo(edit.lastId()) > 0) {
            edit.lastId(options.lastId());
        }
        String consumer = StreamIds.text(arguments.bytes(2));
        List<Value> claimed = new ArrayList<>();
        for (StreamId id : options.ids()) {
            StreamEntry entry = found == null ? null : found.get(id);
            if (entry == null) {
                edit.acknowledge(id);
            } else if (claim(edit, id, consumer, options, execution.nowMillis())) {
                claimed.add(options.justIds() ? StreamIds.value(id) : StreamAnswers.of(entry));
            }
        }
        edit.save();
        return Value.of(claimed);
    }

    private static boolean claim(GroupEdit group, StreamId id, String consumer, ClaimOptions options, long nowMillis) {
        Given before = group.pending(id);
        if (before == null && !options.force()) {
            return false;
        }
        if (before != null && options.leastIdle() > 0 && nowMillis - before.millis() < options.leastIdle()) {
            return false;
        }
        long deliveries = before == null ? 1 : before.deliveries();
        if (options.deliveries() >= 0) {
            deliveries = options.deliveries();
        } else if (!options.justIds()) {
            deliveries++;
        }
        group.seen(consumer);
        group.give(id, new Given(consumer, options.deliveredMillis(), deliveries));
        return true;
    }
}
