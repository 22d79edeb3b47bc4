package io.peergrid.structure;

import io.peergrid.ExpireCondition;
import io.peergrid.KeyType;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Keyspaces;
import io.peergrid.command.Scan;
import io.peergrid.command.Value;
import io.peergrid.command.key.KeyCommands;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.map.SlotScan;
import io.peergrid.store.ValueTag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What can be done with keys of any type. Immutable. */
record KeysCalls(Names names, Seeds seeds) {

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

    CompletionStage<ScanPage<String>> scan(
            CallRunner runner, ScanCursor cursor, @Nullable String pattern, @Nullable KeyType type, int count) {
        return new SlotScan(runner, Keyspaces.PLAIN, tag(type), false).page(cursor, pattern, count, KeysCalls::name);
    }

    CompletionStage<@Nullable String> randomKey(CallRunner runner) {
        return new RandomKey(runner, seeds.next()).find();
    }

    /** The name that the bytes of a key are, which are text if the grid's own structures made it. */
    static String name(Scan.Item item) {
        return new String(item.key(), StandardCharsets.UTF_8);
    }

    private static byte tag(@Nullable KeyType type) {
        if (type == null) {
            return Scan.ANY_TYPE;
        }
        return switch (type) {
            case STRING -> ValueTag.RAW;
            case HASH -> ValueTag.HASH;
            case SET -> ValueTag.SET;
            case LIST -> ValueTag.LIST;
            case ZSET -> ValueTag.SORTED_SET;
            case STREAM -> ValueTag.STREAM;
            case NONE -> throw new IllegalArgumentException("no key holds nothing");
        };
    }
}
