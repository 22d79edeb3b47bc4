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
import io.peergrid.store.Key;
import io.peergrid.value.LargeStream;
import io.peergrid.value.StreamEntry;
import io.peergrid.value.StreamGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * XREADGROUP GROUP group consumer [COUNT count] [BLOCK milliseconds] [NOACK] STREAMS key [key ...] id [id ...]: with the id &gt; gives the consumer entries that
 * nobody of the group was given, and keeps in mind that they are pending; with another id gives again what is pending with the consumer behind it.
 * BLOCK does not wait here: the caller asks again when there may be some. O(log n) an entry. Errors: WRONGTYPE, NOGROUP, syntax, an id that is none,
 * not an integer.
 */
final class GroupRead extends DataCommand {
    private static final String NEW = ">";

    GroupRead(int number) {
        super(number, "XREADGROUP", 6, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ReadOptions options = ReadOptions.read(arguments, true);
        Map<Key, GroupEdit> groups = new LinkedHashMap<>();
        for (int i = 0; i < options.size(); i++) {
            check(execution, arguments, options, i, groups);
        }
        List<Value> answers = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            GroupEdit group = groups.get(arguments.key(options.key(i)));
            String id = StreamIds.text(arguments.bytes(options.id(i)));
            if (group != null) {
                boolean isNew = id.equals(NEW)
                        || StreamIds.strict(arguments, options.id(i)).equals(StreamId.MAX);
                List<Value> entries = isNew
                        ? fresh(group, options, execution.nowMillis())
                        : again(group, options, StreamIds.strict(arguments, options.id(i)), execution.nowMillis());
                if (!isNew || !entries.isEmpty()) {
                    group.seen(options.consumer());
                    answers.add(Value.of(List.of(arguments.at(options.key(i)), Value.of(entries))));
                }
            }
        }
        groups.values().forEach(GroupEdit::save);
        return answers.isEmpty() ? Value.nil() : Value.of(answers);
    }

    private static void check(
            Execution execution, Arguments arguments, ReadOptions options, int stream, Map<Key, GroupEdit> groups) {
        Key key = arguments.key(options.key(stream));
        LargeStream found = StreamEdit.find(execution, key);
        StreamGroup group = found == null ? null : found.group(options.group());
        if (group == null) {
            String name = StreamIds.text(arguments.bytes(options.key(stream)));
            throw StreamAnswers.noGroup("No such key '" + name + "' or consumer group '" + options.group()
                    + "' in XREADGROUP with GROUP option");
        }
        groups.computeIfAbsent(key, absent -> new GroupEdit(StreamEdit.of(execution, key, found), group));
        String id = StreamIds.text(arguments.bytes(options.id(stream)));
        if (id.equals("$")) {
            throw new CommandException(
                    ErrorCode.SYNTAX,
                    "The $ ID is meaningless in the context of XREADGROUP: you want to read the history of this consumer by"
                            + " specifying a proper ID, or use the > ID to get new messages. The $ ID would just return an"
                            + " empty result set.");
        } else if (!id.equals(NEW)) {
            StreamIds.strict(arguments, options.id(stream));
        }
    }

    /** Entries that the group was not given yet. */
    private static List<Value> fresh(GroupEdit group, ReadOptions options, long nowMillis) {
        List<Value> entries = new ArrayList<>();
        StreamId from = group.lastId().next();
        if (from != null) {
            group.stream().forwards(from, StreamId.MAX, entry -> {
                group.read(entry.id());
                if (!options.acknowledged()) {
                    group.give(entry.id(), new Given(options.consumer(), nowMillis, 1));
                }
                entries.add(StreamAnswers.of(entry));
                return entries.size() < options.count();
            });
        }
        return entries;
    }

    /** What is pending with the consumer; nil in place of the fields of an entry that was deleted. */
    private static List<Value> again(GroupEdit group, ReadOptions options, StreamId behind, long nowMillis) {
        List<Value> entries = new ArrayList<>();
        StreamId from = behind.next();
        if (from == null) {
            return entries;
        }
        for (StreamId id : group.pendingOf(options.consumer(), from, options.count())) {
            StreamEntry entry = group.stream().get(id);
            Given given = group.pending(id);
            if (entry == null || given == null) {
                entries.add(Value.of(List.of(StreamIds.value(id), Value.nil())));
            } else {
                group.give(id, new Given(options.consumer(), nowMillis, given.deliveries() + 1));
                entries.add(StreamAnswers.of(entry));
            }
        }
        return entries;
    }
}
