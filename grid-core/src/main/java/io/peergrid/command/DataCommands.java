package io.peergrid.command;

import io.peergrid.command.bitmap.BitmapCommands;
import io.peergrid.command.hash.HashCommands;
import io.peergrid.command.hyperloglog.HyperLogLogCommands;
import io.peergrid.command.key.KeyCommands;
import io.peergrid.command.list.ListCommands;
import io.peergrid.command.lock.LockCommands;
import io.peergrid.command.rate.RateCommands;
import io.peergrid.command.set.SetCommands;
import io.peergrid.command.sortedset.SortedSetCommands;
import io.peergrid.command.stream.StreamCommands;
import io.peergrid.command.string.StringCommands;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All of Redis's commands that there are, and the grid's own of their kind. A type is a line here; its numbers are a range of its own: strings from 20, keys from 50,
 * hashes from 70, sets from 90, lists from 110, sorted sets from 135, HyperLogLog from 175, bitmaps from 180, streams from 190, locks from 230, rate limits from 240. From 256 on there are those of caches.
 */
public final class DataCommands {
    public static final List<DataCommand> ALL = Stream.of(
                    StringCommands.ALL,
                    KeyCommands.ALL,
                    HashCommands.ALL,
                    SetCommands.ALL,
                    ListCommands.ALL,
                    SortedSetCommands.ALL,
                    HyperLogLogCommands.ALL,
                    BitmapCommands.ALL,
                    StreamCommands.ALL,
                    LockCommands.ALL,
                    RateCommands.ALL)
            .flatMap(List::stream)
            .toList();

    private static final Map<String, DataCommand> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(DataCommand::name, Function.identity()));

    private DataCommands() {}

    /** @param name in any case */
    public static @Nullable DataCommand named(String name) {
        return BY_NAME.get(name.toUpperCase(Locale.ROOT));
    }
}
