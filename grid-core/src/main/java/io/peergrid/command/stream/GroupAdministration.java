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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * XGROUP CREATE key group id|$ [MKSTREAM] [ENTRIESREAD count], SETID key group id|$ [ENTRIESREAD count], DESTROY key group, CREATECONSUMER key group consumer, DELCONSUMER
 * key group consumer. O(log n), DESTROY and DELCONSUMER O(n) in what is pending. Errors: WRONGTYPE, NOGROUP, BUSYGROUP, no such key, syntax, an id that
 * is none, not an integer.
 */
final class GroupAdministration extends DataCommand {
    private static final String NO_KEY =
            "The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to"
                    + " use the MKSTREAM option to create an empty stream automatically.";

    /** How many arguments each has, itself included; below 0 if it may have more. */
    private static final Map<String, Integer> SUBCOMMANDS =
            Map.of("CREATE", -4, "SETID", -4, "DESTROY", 3, "CREATECONSUMER", 4, "DELCONSUMER", 4);

    GroupAdministration(int number) {
        super(number, "XGROUP", 1, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        String word = Subcommands.check(name(), SUBCOMMANDS, arguments);
        Options options = new Options(arguments, word);
        LargeStream found = StreamEdit.find(execution, arguments.key(1));
        if (found == null && !options.create) {
            throw new CommandException(ErrorCode.NO_SUCH_KEY, NO_KEY);
        }
        StreamEdit stream = StreamEdit.of(execution, arguments.key(1), found);
        String name = StreamIds.text(arguments.bytes(2));
        StreamGroup group = stream.before().group(name);
        Value answer =
                switch (word) {
                    case "CREATE" -> create(stream, name, arguments, options);
                    case "DESTROY" -> destroy(stream, group);
                    default -> {
                        if (group == null) {
                            throw Subcommands.noGroup(arguments.bytes(1), name);
                        }
                        yield change(word, stream, group, arguments, options);
                    }
                };
        stream.save();
        return answer;
    }

    private Value create(StreamEdit stream, String name, Arguments arguments, Options options) {
        if (options.count > 7) {
            throw Subcommands.syntax(name(), arguments);
        }
        boolean last = StreamIds.text(arguments.bytes(3)).equals("$");
        StreamId id = last ? stream.before().lastId() : StreamIds.strict(arguments, 3);
        if (stream.before().group(name) != null) {
            throw new CommandException(ErrorCode.GROUP_EXISTS, "Consumer Group name already exists");
        }
        stream.group(name, id, options.entriesRead);
        return Value.ok();
    }

    private static Value destroy(StreamEdit stream, @Nullable StreamGroup group) {
        if (group == null) {
            return Value.of(0);
        }
        stream.groupGone(group.name());
        return Value.of(1);
    }

    private static Value change(
            String word, StreamEdit stream, StreamGroup group, Arguments arguments, Options options) {
        if (word.equals("SETID")) {
            boolean last = StreamIds.text(arguments.bytes(3)).equals("$");
            StreamId id = last ? stream.before().lastId() : StreamIds.any(arguments, 3);
            stream.group(group.name(), id, options.entriesRead);
            return Value.ok();
        }
        String name = StreamIds.text(arguments.bytes(3));
        StreamConsumer consumer = group.consumers().get(name);
        if (word.equals("CREATECONSUMER")) {
            if (consumer == null) {
                stream.consumer(group.name(), name);
            }
            return Value.of(consumer == null);
        }
        if (consumer == null) {
            return Value.of(0);
        }
        stream.consumerGone(group.name(), name);
        return Value.of(consumer.pending().size());
    }

    /** What may come behind the id. */
    private static final class Options {
        private final int count;
        private boolean create;
        private long entriesRead = GroupProgress.UNKNOWN;

        Options(Arguments arguments, String word) {
            count = arguments.count();
            for (int i = 4; i < count; i++) {
                boolean counts = word.equals("CREATE") || word.equals("SETID");
                if (word.equals("CREATE") && arguments.word(i).equals("MKSTREAM")) {
                    create = true;
                } else if (counts && arguments.word(i).equals("ENTRIESREAD") && i + 1 < count) {
                    entriesRead = arguments.whole(++i);
                    if (entriesRead < 0 && entriesRead != GroupProgress.UNKNOWN) {
                        throw new CommandException(
                                ErrorCode.OUT_OF_RANGE, "value for ENTRIESREAD must be positive or -1");
                    }
                } else {
                    throw Subcommands.syntax("XGROUP", arguments);
                }
            }
        }
    }
}
