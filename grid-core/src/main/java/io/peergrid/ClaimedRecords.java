package io.peergrid;

import java.util.List;

/**
 * What a consumer took over from others.
 *
 * @param next where to go on looking; {@link StreamId#MIN} at the end
 * @param records that are the consumer's now
 * @param removed entries that were pending and are no longer in the stream, nor pending
 */
public record ClaimedRecords<V>(StreamId next, List<StreamRecord<V>> records, List<StreamId> removed) {

    public ClaimedRecords {
        records = List.copyOf(records);
        removed = List.copyOf(removed);
    }
}
