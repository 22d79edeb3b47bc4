package io.peergrid.writebehind;

import io.peergrid.command.Expiry;
import io.peergrid.command.backlog.WriteLater;
import io.peergrid.map.Call;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a cache changes what is stored later: the entry and the note that it has to be stored, in one step. */
public final class BehindCalls {
    /** Whatever is there. */
    public static final long ANY = WriteLater.ANY;
    /** Something has to be there, in the cache or waiting for the store. */
    public static final long PRESENT = WriteLater.PRESENT;

    private BehindCalls() {}

    /**
     * Changes an entry.
     *
     * @param key of the cache's entry
     * @param expected a version, 0 for absent, {@link #ANY} or {@link #PRESENT}
     * @param value in the cache's stored form; null removes
     * @param expiry of the cache's entry; meaningless without a value
     * @param returnPrevious whether the value found is part of the answer, also if the condition failed
     */
    public static Call<WriteLater.Result, WriteLater.Result> write(
            int slot, Key key, long expected, @Nullable ByteSlice value, Expiry expiry, boolean returnPrevious) {
        return new Call<>(slot, new WriteLater(key, expected, value, expiry, returnPrevious), Function.identity());
    }
}
