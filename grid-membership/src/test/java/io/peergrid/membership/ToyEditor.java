package io.peergrid.membership;

import io.peergrid.membership.BodyRules.BodyRequest;
import io.peergrid.membership.BodyRules.Succession;
import io.peergrid.membership.BodyRules.SuccessionContext;
import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes one successor of a {@link ToyBody}. */
final class ToyEditor {
    private static final int COPIES = 2;

    private final SuccessionContext<ToyBody> context;
    private final ToyBody before;
    private final List<MemberId> primaries = new ArrayList<>();
    private final List<Set<MemberId>> inSync = new ArrayList<>();
    private final Set<MemberId> active = new TreeSet<>();
    private final Map<Integer, MemberId> removed = new TreeMap<>();
    private final Map<MemberId, Long> offered = new TreeMap<>();

    ToyEditor(SuccessionContext<ToyBody> context) {
        this.context = context;
        before = context.current().body();
        for (ToyBody.Slot slot : before.slots()) {
            primaries.add(slot.primary());
            inSync.add(new TreeSet<>(slot.inSync()));
        }
        for (Member member : context.members()) {
            if (member.status() == Member.Status.ACTIVE && member.data()) {
                active.add(member.id());
            }
        }
    }

    /** Promotes a voter of this term in each dead primary's place (I16). */
    void failOver() {
        for (int slot = 0; slot < ToyBody.SLOTS; slot++) {
            if (!context.dead().contains(primaries.get(slot))) {
                removeDead(slot);
                continue;
            }
            for (MemberId heir : inSync.get(slot)) {
                if (!context.dead().contains(heir) && context.attachments().containsKey(heir)) {
                    primaries.set(slot, heir);
                    removeDead(slot);
                    break;
                }
            }
        }
    }

    private void removeDead(int slot) {
        Set<MemberId> living = new TreeSet<>(inSync.get(slot));
        living.removeAll(context.dead());
        if (!living.isEmpty()) {
            inSync.set(slot, living);
        }
    }

    void serve(BodyRequest request, int kind, int slot, MemberId member) {
        boolean listed = before.slots().get(slot).inSync().contains(member)
                && inSync.get(slot).contains(member);
        MemberId primary = primaries.get(slot);
        if (kind == ToyRules.MOVE && listed && active.contains(member)) {
            primaries.set(slot, member);
        } else if (kind == ToyRules.OFFER && listed && active.contains(member)) {
            offer(request, slot, member);
        } else if (kind == ToyRules.ADD && active.contains(member)) {
            inSync.get(slot).add(member);
        } else if (kind == ToyRules.REMOVE && listed && !member.equals(primary)) {
            inSync.get(slot).remove(member);
            removed.put(slot, member);
        }
    }

    private void offer(BodyRequest request, int slot, MemberId member) {
        boolean binds = request.epoch() == context.current().epoch()
                && request.from().equals(before.slots().get(slot).primary())
                && request.from().equals(primaries.get(slot));
        if (binds) {
            primaries.set(slot, member);
            offered.merge(request.from(), 1L << slot, (a, b) -> a | b);
        }
    }

    /** Hands everything a leaver has to others. */
    void emptyLeavers() {
        for (Member member : context.members()) {
            if (member.status() == Member.Status.LEAVING) {
                for (int slot = 0; slot < ToyBody.SLOTS; slot++) {
                    empty(slot, member.id());
                }
            }
        }
    }

    private void empty(int slot, MemberId leaver) {
        Set<MemberId> others = new TreeSet<>(before.slots().get(slot).inSync());
        others.retainAll(inSync.get(slot));
        others.retainAll(active);
        if (!others.isEmpty()) {
            if (leaver.equals(primaries.get(slot))) {
                primaries.set(slot, others.iterator().next());
            }
            inSync.get(slot).remove(leaver);
        }
    }

    void refill() {
        for (int slot = 0; slot < ToyBody.SLOTS; slot++) {
            for (MemberId member : rotated(slot)) {
                if (inSync.get(slot).size() < COPIES && !member.equals(removed.get(slot))) {
                    inSync.get(slot).add(member);
                }
            }
        }
    }

    private List<MemberId> rotated(int slot) {
        List<MemberId> all = new ArrayList<>(active);
        Collections.rotate(all, slot);
        return all;
    }

    Succession<ToyBody> result() {
        List<ToyBody.Slot> slots = new ArrayList<>();
        for (int slot = 0; slot < ToyBody.SLOTS; slot++) {
            inSync.get(slot).add(primaries.get(slot));
            slots.add(new ToyBody.Slot(primaries.get(slot), inSync.get(slot)));
        }
        ToyBody after = new ToyBody(slots);
        if (after.equals(before)) {
            return new Succession<>(before, Set.of());
        }
        Set<MemberId> consents = new TreeSet<>();
        offered.forEach((member, bits) -> {
            if (ToyBody.lost(before, after, member) == bits) {
                consents.add(member);
            }
        });
        return new Succession<>(after, consents);
    }
}
