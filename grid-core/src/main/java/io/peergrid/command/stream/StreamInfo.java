package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.LargeStream;
import io.peergrid.value.StreamConsumer;
import io.peergrid.value.StreamGroup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * XINFO STREAM key [FULL [COUNT count]], GROUPS key, CONSUMERS key group: names and values, one after the other. What Redis says of its radix tree is here the number of
 * chunks. O(log n); FULL and the lists O(1) for each entry, group and consumer answered. Errors: WRONGTYPE, NOGROUP, no such key, syntax, not an
 * integer.
 */
final class StreamInfo extends DataCommand {
    private static final long DEFAULT_COUNT = 10;
    private static final Map<String, Integer> SUBCOMMANDS = Map.of("STREAM", -2, "GROUPS", 2, "CONSUMERS", 3);

    StreamInfo(int number) {
        super(number, "XINFO", 1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        String word = Subcommands.check(name(), SUBCOMMANDS, arguments);
        LargeStream stream = StreamEdit.find(execution, arguments.key(1));
        if (stream == null) {
            throw new CommandException(ErrorCode.NO_SUCH_KEY, "no such key");
        }
        if (word.equals("GROUPS")) {
            return groups(stream);
        }
        if (word.equals("CONSUMERS")) {
            String name = StreamIds.text(arguments.bytes(2));
            StreamGroup group = stream.group(name);
            if (group == null) {
                throw Subcommands.noGroup(arguments.bytes(1), name);
            }
            return consumers(group, execution.nowMillis());
        }
        return arguments.count() == 2 ? stream(stream) : full(stream, arguments);
    }

    static Value name(String name) {
        return Value.of(name.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Value stream(LargeStream stream) {
        List<Value> info = counters(stream);
        info.addAll(List.of(Value.of("groups"), Value.of(stream.groups().size())));
        info.addAll(List.of(Value.of("first-entry"), edge(stream, false)));
        info.addAll(List.of(Value.of("last-entry"), edge(stream, true)));
        return Value.of(info);
    }

    private static Value edge(LargeStream stream, boolean last) {
        List<Value> entry = StreamAnswers.range(stream, StreamId.MIN, StreamId.MAX, 1, last);
        return entry.isEmpty() ? Value.nil() : entry.get(0);
    }

    private static List<Value> counters(LargeStream stream) {
        return new ArrayList<>(List.of(
                Value.of("length"),
                Value.of(stream.size()),
                Value.of("radix-tree-keys"),
                Value.of(stream.chunkCount()),
                Value.of("radix-tree-nodes"),
                Value.of(stream.chunkCount()),
                Value.of("last-generated-id"),
                StreamIds.value(stream.lastId()),
                Value.of("max-deleted-entry-id"),
                StreamIds.value(stream.maxDeletedId()),
                Value.of("entries-added"),
                Value.of(stream.added()),
                Value.of("recorded-first-entry-id"),
                StreamIds.value(stream.firstId())));
    }

    private Value full(LargeStream stream, Arguments arguments) {
        boolean counted = arguments.count() == 5;
        if (!arguments.word(2).equals("FULL")
                || (arguments.count() != 3 && !counted)
                || (counted && !arguments.word(3).equals("COUNT"))) {
            throw Subcommands.syntax(name(), arguments);
        }
        long given = counted ? arguments.whole(4) : DEFAULT_COUNT;
        long most = given < 0 ? DEFAULT_COUNT : given == 0 ? Long.MAX_VALUE : given;
        List<Value> info = counters(stream);
        info.add(Value.of("entries"));
        info.add(Value.of(StreamAnswers.range(stream, StreamId.MIN, StreamId.MAX, most, false)));
        info.add(Value.of("groups"));
        List<Value> groups = new ArrayList<>();
        stream.groups().values().forEach(group -> groups.add(FullGroupInfo.of(stream, group, most)));
        info.add(Value.of(groups));
        return Value.of(info);
    }

    /** What a group has read and what it has not. */
    static List<Value> progress(LargeStream stream, StreamGroup group) {
        Long lag = GroupProgress.lag(stream, group);
        return List.of(
                Value.of("last-delivered-id"),
                StreamIds.value(group.lastId()),
                Value.of("entries-read"),
                group.entriesRead() == GroupProgress.UNKNOWN ? Value.nil() : Value.of(group.entriesRead()),
                Value.of("lag"),
                lag == null ? Value.nil() : Value.of(lag));
    }

    private static Value groups(LargeStream stream) {
        List<Value> groups = new ArrayList<>();
        for (StreamGroup group : stream.groups().values()) {
            List<Value> info = new ArrayList<>(List.of(Value.of("name"), name(group.name())));
            info.addAll(
                    List.of(Value.of("consumers"), Value.of(group.consumers().size())));
            info.addAll(List.of(Value.of("pending"), Value.of(group.pending().size())));
            info.addAll(progress(stream, group));
            groups.add(Value.of(info));
        }
        return Value.of(groups);
    }

    private static Value consumers(StreamGroup group, long nowMillis) {
        List<Value> consumers = new ArrayList<>();
        for (StreamConsumer consumer : group.consumers().values()) {
            consumers.add(Value.of(List.of(
                    Value.of("name"),
                    name(consumer.name()),
                    Value.of("pending"),
                    Value.of(consumer.pending().size()),
                    Value.of("idle"),
                    Value.of(Math.max(0, nowMillis - consumer.seenMillis())))));
        }
        return Value.of(consumers);
    }
}
