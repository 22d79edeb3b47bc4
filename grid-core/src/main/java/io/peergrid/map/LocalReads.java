package io.peergrid.map;

import io.peergrid.partition.LocalSlots;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.NamespaceMode;
import io.peergrid.store.PackedEntry;
import io.peergrid.store.ValueTag;
import io.peergrid.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Single values that this member may answer for itself, read in the caller's thread: no lock, no message, no other thread,
 * nothing allocated but the value. Whatever needs more goes the long way. Thread-safe.
 */
final class LocalReads<K, V> {
    /** The answer has to be sought with a command. */
    static final Object ELSEWHERE = new Object();

    /** A longer key's buffer is not kept. */
    private static final int KEPT_BUFFER_BYTES = 1_024;

    private static final ThreadLocal<WireWriter> BUFFERS = ThreadLocal.withInitial(WireWriter::new);

    private final MapCodec<K, V> codec;
    private final SlotCalls calls;
    private final MapRecorder recorder;

    LocalReads(MapCodec<K, V> codec, SlotCalls calls, MapRecorder recorder) {
        this.codec = codec;
        this.calls = calls;
        this.recorder = recorder;
    }

    /** The value, null if there is none, or {@link #ELSEWHERE}. */
    @Nullable
    Object get(K key) {
        boolean timed = LatencyRecorder.isTimed();
        long start = timed ? calls.nanoTime() : 0;
        WireWriter buffer = BUFFERS.get();
        try {
            Key encoded = codec.key(key, buffer);
            Object found = encoded == null ? ELSEWHERE : read(encoded);
            if (timed && found != ELSEWHERE) {
                recorder.reads.recordForMany(calls.nanoTime() - start);
            }
            return found;
        } finally {
            if (buffer.buffer().length > KEPT_BUFFER_BYTES) {
                BUFFERS.remove();
            }
        }
    }

    /** Notes the stamp, looks up, then asks whether that may be the answer: in this order (protocol 2.5). */
    private @Nullable Object read(Key key) {
        int slot = key.slot(calls.slots());
        long stamp = calls.beginRead(slot);
        if (stamp == 0 || (NamespaceMode.isAsynchronous(key.namespace()) && !LocalSlots.isOfPrimary(stamp))) {
            return ELSEWHERE;
        }
        byte[] entry = calls.find(slot, key);
        if (entry != null && !isPlain(entry)) {
            return ELSEWHERE;
        }
        if (!calls.endRead(slot, stamp, key)) {
            return ELSEWHERE;
        }
        recorder.read(entry != null);
        return entry == null ? null : codec.value(PackedEntry.value(entry));
    }

    /** An expired entry has to be removed first (I28); what is not one value has rules of its own. */
    private boolean isPlain(byte[] entry) {
        ByteSlice value = PackedEntry.value(entry);
        boolean lasting = PackedEntry.deadline(entry) == PackedEntry.NO_DEADLINE;
        return value.byteAt(0) <= ValueTag.KRYO_1 && (lasting || !PackedEntry.isDue(entry, calls.wallMillis()));
    }

    /** What {@link #get} found. */
    @SuppressWarnings("unchecked")
    @Nullable
    V value(@Nullable Object found) {
        return (V) found;
    }
}
