package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A small stand-in for the slot table: who is primary and who is in sync, and no data. */
record ToyBody(List<Slot> slots) {
    static final int SLOTS = 8;

    record Slot(@Nullable MemberId primary, Set<MemberId> inSync) {
        Slot {
            inSync = new TreeSet<>(inSync);
        }
    }

    ToyBody {
        slots = List.copyOf(slots);
    }

    /** The roles that one member has here and not there, as bits: primaries low, in-sync places high. */
    static long lost(ToyBody before, ToyBody after, MemberId member) {
        return before.roles(member) & ~after.roles(member);
    }

    long roles(MemberId member) {
        long roles = 0;
        for (int slot = 0; slot < slots.size(); slot++) {
            if (member.equals(slots.get(slot).primary())) {
                roles |= 1L << slot;
            }
            if (slots.get(slot).inSync().contains(member)) {
                roles |= 1L << (SLOTS + slot);
            }
        }
        return roles;
    }

    Set<MemberId> holders() {
        Set<MemberId> holders = new TreeSet<>();
        for (Slot slot : slots) {
            holders.addAll(slot.inSync());
            if (slot.primary() != null) {
                holders.add(slot.primary());
            }
        }
        return holders;
    }
}
