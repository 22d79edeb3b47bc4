package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.value.LargeStream;
import io.peergrid.value.StreamEntry;
import java.util.ArrayList;
import java.util.List;

/** Answers of commands on streams. */
final class StreamAnswers {
    private StreamAnswers() {}

    /** The id, and fields and values. */
    static Value of(StreamEntry entry) {
        List<Value> fields = new ArrayList<>(entry.fields().size());
        boolean isValue = false;
        for (ByteSlice part : entry.fields()) {
            fields.add(isValue ? new Value.Stored(part) : Value.of(part));
            isValue = !isValue;
        }
        return Value.of(List.of(StreamIds.value(entry.id()), Value.of(fields)));
    }

    /** Entries from one id to another. */
    static List<Value> range(LargeStream stream, StreamId from, StreamId to, long most, boolean reverse) {
        List<Value> entries = new ArrayList<>();
        if (reverse) {
            stream.backwards(from, to, entry -> entries.add(of(entry)) && entries.size() < most);
        } else {
            stream.forwards(from, to, entry -> entries.add(of(entry)) && entries.size() < most);
        }
        return entries;
    }

    static CommandException noGroup(String text) {
        return new CommandException(ErrorCode.NO_GROUP, text);
    }

    /** Of the argument that names a key. */
    static CommandException noGroup(ByteSlice key, String group) {
        return noGroup("No such key '" + StreamIds.text(key) + "' or consumer group '" + group + "'");
    }
}
