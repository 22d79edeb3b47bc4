package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.LargeStream;
import io.peergrid.value.StreamConsumer;
import io.peergrid.value.StreamGroup;
import io.peergrid.value.StreamPending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * XPENDING key group [[IDLE milliseconds] start end count [consumer]]: how many entries are pending, the first, the last and how many with each consumer; or, of a
 * range, each with its consumer, the milliseconds since it was given and how often. O(log n) and O(1) for each looked at. Errors: WRONGTYPE, NOGROUP,
 * syntax, an id that is none, not an integer.
 */
final class GroupPending extends DataCommand {
    private static final int MOST_ARGUMENTS = 8;

    GroupPending(int number) {
        super(number, "XPENDING", 2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        if (arguments.count() != 2 && (arguments.count() < 5 || arguments.count() > MOST_ARGUMENTS)) {
            throw CommandException.syntax();
        }
        Query query = arguments.count() == 2 ? null : Query.read(arguments);
        LargeStream stream = StreamEdit.find(execution, arguments.key(0));
        String name = StreamIds.text(arguments.bytes(1));
        StreamGroup group = stream == null ? null : stream.group(name);
        if (group == null) {
            throw StreamAnswers.noGroup(arguments.bytes(0), name);
        }
        return query == null ? summary(group) : query.execute(group, execution.nowMillis());
    }

    private static Value summary(StreamGroup group) {
        NavigableMap<StreamId, StreamPending> pending = group.pending();
        if (pending.isEmpty()) {
            return Value.of(List.of(Value.of(0), Value.nil(), Value.nil(), Value.nil()));
        }
        List<Value> consumers = new ArrayList<>();
        for (StreamConsumer consumer : group.consumers().values()) {
            int count = consumer.pending().size();
            if (count > 0) {
                consumers.add(Value.of(List.of(StreamInfo.name(consumer.name()), Value.of(Integer.toString(count)))));
            }
        }
        return Value.of(List.of(
                Value.of(pending.size()),
                StreamIds.value(pending.firstKey()),
                StreamIds.value(pending.lastKey()),
                Value.of(consumers)));
    }

    /** @param consumer null for all */
    private record Query(
            long leastIdle,
            StreamId from,
            StreamId to,
            long count,
            @Nullable String consumer) {

        static Query read(Arguments arguments) {
            int first = 2;
            long leastIdle = 0;
            if (arguments.word(2).equals("IDLE")) {
                leastIdle = arguments.whole(3);
                if (arguments.count() < 7) {
                    throw CommandException.syntax();
                }
                first = 4;
            }
            long count = arguments.whole(first + 2);
            StreamId from = StreamIds.from(arguments, first);
            StreamId to = StreamIds.to(arguments, first + 1);
            String consumer = first + 3 < arguments.count() ? StreamIds.text(arguments.bytes(first + 3)) : null;
            return new Query(leastIdle, from, to, count, consumer);
        }

        Value execute(StreamGroup group, long nowMillis) {
            StreamConsumer known = consumer == null ? null : group.consumers().get(consumer);
            if (from.compareTo(to) > 0 || (consumer != null && known == null)) {
                return Value.of(List.of());
            }
            NavigableMap<StreamId, StreamPending> all = known == null ? group.pending() : known.pending();
            List<Value> answers = new ArrayList<>();
            for (Map.Entry<StreamId, StreamPending> one :
                    all.subMap(from, true, to, true).entrySet()) {
                if (answers.size() >= count) {
                    break;
                }
                StreamPending given = one.getValue();
                long idle = nowMillis - given.deliveredMillis();
                if (leastIdle == 0 || idle >= leastIdle) {
                    answers.add(Value.of(List.of(
                            StreamIds.value(one.getKey()),
                            StreamInfo.name(given.consumer().name()),
                            Value.of(Math.max(0, idle)),
                            Value.of(given.deliveries()))));
                }
            }
            return Value.of(answers);
        }
    }
}
