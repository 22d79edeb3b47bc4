package io.peergrid.structure;

import io.peergrid.ExpireCondition;
import io.peergrid.KeyType;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Value;
import io.peergrid.command.key.KeyCommands;
import io.peergrid.map.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be done with keys of any type. Immutable. */
record KeysCalls(Names names) {

    Call<?, KeyType> type(String name) {
        return names.key(name).call(KeyCommands.TYPE, KeysCalls::type);
    }

    private static KeyType type(Value answer) {
        return answer instanceof Value.Status status
                ? KeyType.valueOf(status.word().toUpperCase(Locale.ROOT))
                : KeyType.NONE;
    }

    Call<?, Boolean> exists(String name) {
        return names.key(name).exists();
    }

    Call<?, Boolean> touch(String name) {
        return names.key(name).call(KeyCommands.TOUCH, Answers::flag);
    }

    Call<?, Boolean> delete(String name) {
        return names.key(name).delete();
    }

    Call<?, Boolean> unlink(String name) {
        return names.key(name).call(KeyCommands.UNLINK, Answers::flag);
    }

    Call<?, Boolean> expire(String name, Duration timeToLive, ExpireCondition condition) {
        return expire(KeyCommands.EXPIRE_MILLIS, name, Answers.millis(timeToLive), condition);
    }

    Call<?, Boolean> expireAt(String name, Instant moment, ExpireCondition condition) {
        return expire(KeyCommands.EXPIRE_AT_MILLIS, name, Value.of(moment.toEpochMilli()), condition);
    }

    private Call<?, Boolean> expire(DataCommand command, String name, Value time, ExpireCondition condition) {
        List<Value> arguments = new ArrayList<>(List.of(time));
        switch (condition) {
            case ALWAYS -> {}
            case IF_NONE -> arguments.add(Value.of("NX"));
            case IF_ANY -> arguments.add(Value.of("XX"));
            case IF_LATER -> arguments.add(Value.of("GT"));
            case IF_EARLIER -> arguments.add(Value.of("LT"));
        }
        return names.key(name).call(command, Answers::flag, arguments);
    }

    Call<?, Boolean> persist(String name) {
        return names.key(name).persist();
    }

    Call<?, @Nullable Duration> timeToLive(String name) {
        return names.key(name).timeToLive();
    }

    Call<?, @Nullable Instant> expireTime(String name) {
        return names.key(name).call(KeyCommands.EXPIRE_TIME_MILLIS, answer -> {
            long millis = Answers.whole(answer);
            return millis < 0 ? null : Instant.ofEpochMilli(millis);
        });
    }

    Call<?, @Nullable Void> rename(String name, String newName) {
        KeyCalls key = names.key(name);
        return key.call(
                KeyCommands.RENAME,
                Answers::nothing,
                names.inSlotOf(key, newName).key());
    }

    Call<?, Boolean> renameIfAbsent(String name, String newName) {
        KeyCalls key = names.key(name);
        return key.call(
                KeyCommands.RENAME_IF_ABSENT,
                Answers::flag,
                names.inSlotOf(key, newName).key());
    }

    Call<?, Boolean> copy(String name, String target, boolean replace) {
        KeyCalls key = names.key(name);
        List<Value> arguments =
                new ArrayList<>(List.of(names.inSlotOf(key, target).key()));
        if (replace) {
            arguments.add(Value.of("REPLACE"));
        }
        return key.call(KeyCommands.COPY, Answers::flag, arguments);
    }
}
