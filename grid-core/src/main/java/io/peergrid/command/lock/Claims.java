package io.peergrid.command.lock;

import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.Presence;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.ValueTag;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lock or a semaphore. The entry expires with the last of the claims; without any there is no entry.
 *
 * @param all permits, as the last acquirer said
 */
record Claims(int all, List<Claim> list) {
    private static final Claims NONE = new Claims(0, List.of());

    Claims {
        list = List.copyOf(list);
    }

    /** The claims that live. */
    static Claims find(Execution execution, Key key) {
        ByteSlice value = execution.string(key);
        if (value == null) {
            return NONE;
        }
        Claims present = read(value);
        List<Claim> living = new ArrayList<>(present.list.size());
        for (Claim claim : present.list) {
            if (claim.lives(execution)) {
                living.add(claim);
            }
        }
        return new Claims(present.all, living);
    }

    /**
     * Permits that nobody holds, for a hint.
     *
     * @param value of the entry
     */
    static int free(ByteSlice value, long nowMillis, Presence presence) {
        Claims claims;
        try {
            claims = read(value);
        } catch (CommandException unreadable) {
            return 0;
        }
        int free = claims.all;
        for (Claim claim : claims.list) {
            boolean lives = claim.until() > nowMillis
                    && !presence.hasLeft(claim.holder().member(), claim.epoch());
            free -= lives ? claim.permits() : 0;
        }
        return Math.max(0, free);
    }

    long taken() {
        long taken = 0;
        for (Claim claim : list) {
            taken += claim.permits();
        }
        return taken;
    }

    @Nullable
    Claim of(Holder holder) {
        for (Claim claim : list) {
            if (claim.holder().equals(holder)) {
                return claim;
            }
        }
        return null;
    }

    Claims without(Holder holder) {
        return new Claims(
                all,
                list.stream().filter(claim -> !claim.holder().equals(holder)).toList());
    }

    Claims with(Claim claim, int newAll) {
        List<Claim> more = new ArrayList<>(list);
        more.add(claim);
        return new Claims(newAll, more);
    }

    /** Asks for the entry to be so. */
    void put(Execution execution, Key key) {
        if (list.isEmpty()) {
            execution.remove(key);
            return;
        }
        long last = 0;
        for (Claim claim : list) {
            last = Math.max(last, claim.until());
        }
        execution.put(key, write(), Expiry.at(last));
    }

    private ByteSlice write() {
        WireWriter out = new WireWriter().u8(ValueTag.RAW).varInt(all).varInt(list.size());
        list.forEach(claim -> claim.writeTo(out));
        return ByteSlice.of(out.toBytes());
    }

    private static Claims read(ByteSlice value) {
        WireReader in = new WireReader(value.source(), value.offset() + 1, value.length() - 1);
        try {
            int all = in.varInt();
            int count = in.count(Claim.leastBytes());
            List<Claim> claims = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                claims.add(Claim.readFrom(in));
            }
            in.expectEnd();
            return new Claims(all, claims);
        } catch (WireFormatException e) {
            throw new CommandException(ErrorCode.CORRUPTED, "the key holds no claims: " + e.getMessage());
        }
    }
}
