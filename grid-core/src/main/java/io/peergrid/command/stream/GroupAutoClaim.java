package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.command.stream.GroupEdit.Given;
import io.peergrid.value.LargeStream;
import io.peergrid.value.StreamEntry;
import io.peergrid.value.StreamGroup;
import io.peergrid.value.StreamPending;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * XAUTOCLAIM key group consumer min-idle-time start [COUNT count] [JUSTID]: of the entries pending from an id on, those that were so long enough are the consumer's
 * now; looks at ten times COUNT at most. Answers where to go on, the entries or their ids, and the ids of those that were deleted and are no longer
 * pending. O(log n) for each looked at. Errors: WRONGTYPE, NOGROUP, syntax, an id that is none, not an integer.
 */
final class GroupAutoClaim extends DataCommand {
    private static final long DEFAULT_COUNT = 100;
    private static final int LOOKS_FOR_EACH = 10;
    private static final long MOST = Long.MAX_VALUE / 16;
    private static final String BAD_COUNT = "COUNT must be > 0";

    GroupAutoClaim(int number) {
        super(number, "XAUTOCLAIM", 5, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        long leastIdle = Math.max(0, ClaimOptions.whole(arguments, 3, "Invalid min-idle-time argument for XAUTOCLAIM"));
        StreamId from = StreamIds.from(arguments, 4);
        Claiming claiming = new Claiming(StreamIds.text(arguments.bytes(2)), leastIdle, execution.nowMillis());
        claiming.readOptions(arguments);
        LargeStream found = StreamEdit.find(execution, arguments.key(0));
        String name = StreamIds.text(arguments.bytes(1));
        StreamGroup group = found == null ? null : found.group(name);
        if (group == null) {
            throw StreamAnswers.noGroup(arguments.bytes(0), name);
        }
        GroupEdit edit = new GroupEdit(StreamEdit.of(execution, arguments.key(0), found), group);
        Value answer = claiming.claim(
                edit, group.pending().tailMap(from, true).entrySet().iterator());
        edit.save();
        return answer;
    }

    /** One command's work. */
    private static final class Claiming {
        private final String consumer;
        private final long leastIdle;
        private final long nowMillis;
        private final List<Value> claimed = new ArrayList<>();
        private final List<Value> deleted = new ArrayList<>();
        private long count = DEFAULT_COUNT;
        private boolean justIds;

        Claiming(String consumer, long leastIdle, long nowMillis) {
            this.consumer = consumer;
            this.leastIdle = leastIdle;
            this.nowMillis = nowMillis;
        }

        void readOptions(Arguments arguments) {
            for (int i = 5; i < arguments.count(); i++) {
                if (arguments.word(i).equals("COUNT") && i + 1 < arguments.count()) {
                    count = arguments.whole(++i, 1, BAD_COUNT);
                    if (count > MOST) {
                        throw new CommandException(ErrorCode.OUT_OF_RANGE, BAD_COUNT);
                    }
                } else if (arguments.word(i).equals("JUSTID")) {
                    justIds = true;
                } else {
                    throw CommandException.syntax();
                }
            }
        }

        Value claim(GroupEdit group, Iterator<Map.Entry<StreamId, StreamPending>> pending) {
            long looks = count * LOOKS_FOR_EACH;
            while (looks-- > 0 && claimed.size() + deleted.size() < count && pending.hasNext()) {
                Map.Entry<StreamId, StreamPending> next = pending.next();
                look(group, next.getKey(), next.getValue());
            }
            StreamId goOn = pending.hasNext() ? pending.next().getKey() : StreamId.MIN;
            return Value.of(List.of(StreamIds.value(goOn), Value.of(claimed), Value.of(deleted)));
        }

        private void look(GroupEdit group, StreamId id, StreamPending given) {
            StreamEntry entry = group.stream().get(id);
            if (entry == null) {
                group.acknowledge(id);
                deleted.add(StreamIds.value(id));
            } else if (leastIdle == 0 || nowMillis - given.deliveredMillis() >= leastIdle) {
                group.seen(consumer);
                group.give(id, new Given(consumer, nowMillis, given.deliveries() + (justIds ? 0 : 1)));
                claimed.add(justIds ? StreamIds.value(id) : StreamAnswers.of(entry));
            }
        }
    }
}
