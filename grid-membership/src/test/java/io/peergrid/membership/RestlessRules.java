package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Toy rules that find something to change in every epoch: a third copy of the last slot comes and goes. */
final class RestlessRules implements BodyRules<ToyBody> {
    private static final int RESTLESS = ToyBody.SLOTS - 1;

    private final ToyRules rules = new ToyRules();

    @Override
    public Succession<ToyBody> succeed(SuccessionContext<ToyBody> context) {
        Succession<ToyBody> next = rules.succeed(context);
        List<ToyBody.Slot> slots = new ArrayList<>(next.body().slots());
        ToyBody.Slot slot = slots.get(RESTLESS);
        Set<MemberId> inSync = new TreeSet<>(slot.inSync());
        for (Member member : context.members()) {
            boolean other = !member.id().equals(slot.primary());
            if (other && (slot.inSync().size() > 2 ? inSync.remove(member.id()) : inSync.add(member.id()))) {
                break;
            }
        }
        slots.set(RESTLESS, new ToyBody.Slot(slot.primary(), inSync));
        return new Succession<>(new ToyBody(slots), next.consents());
    }

    @Override
    public ToyBody founded(List<Member> founders) {
        return rules.founded(founders);
    }

    @Override
    public void encode(ToyBody body, WireWriter out) {
        rules.encode(body, out);
    }

    @Override
    public ToyBody decode(WireReader in) {
        return rules.decode(in);
    }

    @Override
    public void encodeDelta(ToyBody before, ToyBody after, WireWriter out) {
        rules.encodeDelta(before, after, out);
    }

    @Override
    public ToyBody applyDelta(ToyBody before, WireReader in) {
        return rules.applyDelta(before, in);
    }

    @Override
    public Set<MemberId> losers(ToyBody before, ToyBody after) {
        return rules.losers(before, after);
    }

    @Override
    public Set<MemberId> roleHolders(ToyBody body) {
        return rules.roleHolders(body);
    }

    @Override
    public boolean mentions(ToyBody body, MemberId member) {
        return rules.mentions(body, member);
    }
}
