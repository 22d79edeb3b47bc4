package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules of the {@link ToyBody}. A request moves a primary to another in-sync member, with or without the old one's
 * consent, or adds or removes an in-sync member: so leases are taken from the unwilling all the time.
 */
final class ToyRules implements BodyRules<ToyBody> {
    static final int MOVE = 0;
    static final int OFFER = 1;
    static final int ADD = 2;
    static final int REMOVE = 3;

    static byte[] request(int kind, int slot, MemberId member) {
        return new WireWriter().u8(kind).u8(slot).member(member).toBytes();
    }

    @Override
    public ToyBody founded(List<Member> founders) {
        List<ToyBody.Slot> slots = new ArrayList<>();
        for (int i = 0; i < ToyBody.SLOTS; i++) {
            MemberId primary = founders.get(i % founders.size()).id();
            slots.add(new ToyBody.Slot(
                    primary,
                    Set.copyOf(List.of(
                                    primary,
                                    founders.get((i + 1) % founders.size()).id())
                            .stream()
                            .distinct()
                            .toList())));
        }
        return new ToyBody(slots);
    }

    @Override
    public void encode(ToyBody body, WireWriter out) {
        for (ToyBody.Slot slot : body.slots()) {
            out.bool(slot.primary() != null);
            if (slot.primary() != null) {
                out.member(slot.primary());
            }
            out.varInt(slot.inSync().size());
            slot.inSync().forEach(out::member);
        }
    }

    @Override
    public ToyBody decode(WireReader in) {
        List<ToyBody.Slot> slots = new ArrayList<>();
        for (int i = 0; i < ToyBody.SLOTS; i++) {
            MemberId primary = in.bool() ? in.member() : null;
            Set<MemberId> inSync = new TreeSet<>();
            for (int count = in.count(16); count > 0; count--) {
                inSync.add(in.member());
            }
            slots.add(new ToyBody.Slot(primary, inSync));
        }
        return new ToyBody(slots);
    }

    @Override
    public void encodeDelta(ToyBody before, ToyBody after, WireWriter out) {
        encode(after, out);
    }

    @Override
    public ToyBody applyDelta(ToyBody before, WireReader in) {
        return decode(in);
    }

    @Override
    public Set<MemberId> losers(ToyBody before, ToyBody after) {
        Set<MemberId> losers = new TreeSet<>();
        for (MemberId holder : before.holders()) {
            if (ToyBody.lost(before, after, holder) != 0) {
                losers.add(holder);
            }
        }
        return losers;
    }

    @Override
    public Set<MemberId> roleHolders(ToyBody body) {
        return body.holders();
    }

    @Override
    public boolean mentions(ToyBody body, MemberId member) {
        return body.roles(member) != 0;
    }

    @Override
    public Succession<ToyBody> succeed(SuccessionContext<ToyBody> context) {
        ToyEditor editor = new ToyEditor(context);
        editor.failOver();
        for (BodyRequest request : context.requests()) {
            WireReader in = new WireReader(request.content());
            editor.serve(request, in.u8(), in.u8(), in.member());
        }
        editor.emptyLeavers();
        editor.refill();
        return editor.result();
    }

    /** The losers of a primary only: what a promise would cover if in-sync places did not count. */
    static Set<MemberId> lostPrimaries(ToyBody before, ToyBody after) {
        Set<MemberId> losers = new TreeSet<>();
        for (MemberId holder : before.holders()) {
            if ((ToyBody.lost(before, after, holder) & ((1L << ToyBody.SLOTS) - 1)) != 0) {
                losers.add(holder);
            }
        }
        return losers;
    }

    static Set<MemberId> primaries(ToyBody body) {
        Set<MemberId> primaries = new TreeSet<>();
        body.slots().forEach(slot -> {
            if (slot.primary() != null) {
                primaries.add(slot.primary());
            }
        });
        return primaries;
    }

    static void require(boolean condition) {
        if (!condition) {
            throw new WireFormatException("no toy request");
        }
    }
}
