package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.Value;
import io.peergrid.value.LargeStream;
import io.peergrid.value.StreamConsumer;
import io.peergrid.value.StreamGroup;
import io.peergrid.value.StreamPending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What XINFO STREAM FULL says of a group. */
final class FullGroupInfo {
    private FullGroupInfo() {}

    /** @param most how many that are pending are listed for the group and for each consumer */
    static Value of(LargeStream stream, StreamGroup group, long most) {
        List<Value> info = new ArrayList<>(List.of(Value.of("name"), StreamInfo.name(group.name())));
        info.addAll(StreamInfo.progress(stream, group));
        info.addAll(List.of(Value.of("pel-count"), Value.of(group.pending().size())));
        info.addAll(List.of(Value.of("pending"), pending(group.pending(), most, true)));
        List<Value> consumers = new ArrayList<>();
        group.consumers().values().forEach(consumer -> consumers.add(of(consumer, most)));
        info.addAll(List.of(Value.of("consumers"), Value.of(consumers)));
        return Value.of(info);
    }

    private static Value of(StreamConsumer consumer, long most) {
        return Value.of(List.of(
                Value.of("name"),
                StreamInfo.name(consumer.name()),
                Value.of("seen-time"),
                Value.of(consumer.seenMillis()),
                Value.of("pel-count"),
                Value.of(consumer.pending().size()),
                Value.of("pending"),
                pending(consumer.pending(), most, false)));
    }

    private static Value pending(Map<StreamId, StreamPending> pending, long most, boolean named) {
        List<Value> all = new ArrayList<>();
        for (Map.Entry<StreamId, StreamPending> one : pending.entrySet()) {
            if (all.size() == most) {
                break;
            }
            StreamPending given = one.getValue();
            List<Value> parts = new ArrayList<>(List.of(StreamIds.value(one.getKey())));
            if (named) {
                parts.add(StreamInfo.name(given.consumer().name()));
            }
            parts.addAll(List.of(Value.of(given.deliveredMillis()), Value.of(given.deliveries())));
            all.add(Value.of(parts));
        }
        return Value.of(all);
    }
}
