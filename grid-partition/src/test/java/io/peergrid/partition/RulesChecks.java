package io.peergrid.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.peergrid.membership.BodyRules.BodyRequest;
import io.peergrid.partition.SlotRequest.HandOver;
import io.peergrid.ports.MemberId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What must hold between a table and its successor. */
final class RulesChecks {
    private final RulesModel model;
    private final SlotTable before;
    private final SlotTable after;
    private final SlotSet lost;
    private final long newEpoch;
    private final int minInSync;

    RulesChecks(RulesModel model, SlotTable before, SlotTable after, SlotSet lost) {
        this.model = model;
        this.before = before;
        this.after = after;
        this.lost = lost;
        this.newEpoch = model.configuration.epoch() + 1;
        this.minInSync = model.rules.effectiveMinInSync(model.members());
    }

    void run(List<BodyRequest> requests, Set<MemberId> consents) {
        assertThat(model.rules.losers(before, after)).containsAll(consents);
        SlotAssignment lastOld = null;
        SlotAssignment lastNow = null;
        for (int slot = 0; slot < after.slotCount(); slot++) {
            SlotAssignment old = before.assignment(slot);
            SlotAssignment now = after.assignment(slot);
            checkCopies(slot, now.inSync(), "in sync");
            checkCopies(slot, now.eligible(), "eligible");
            if (!consents.isEmpty()) {
                checkConsents(slot, old, now, requests, consents);
            }
            if (!SlotTable.isInstance(old, lastOld) || !SlotTable.isInstance(now, lastNow)) {
                checkAssignment(now, "slot " + slot + " " + old + " -> " + now);
                if (lost.contains(slot)) {
                    assertThat(ended(old.inSync()) && ended(old.eligible()))
                            .as("I15: thrown away although a holder may come back, %s %s", slot, old)
                            .isTrue();
                } else {
                    checkStep(old, now, "slot " + slot + " " + old + " -> " + now);
                }
                lastOld = old;
                lastNow = now;
            }
        }
    }

    private boolean ended(Collection<MemberId> members) {
        return members.stream().allMatch(model::hasEnded);
    }

    /** Who is in sync or eligible holds every acknowledged write (I15). */
    private void checkCopies(int slot, List<MemberId> listed, String as) {
        for (MemberId member : listed) {
            if (!model.holdsAll(member, slot)) {
                fail(
                        "I15: %s member %s of slot %s lacks a write: %s -> %s",
                        as, member.brief(), slot, before.assignment(slot), after.assignment(slot));
            }
        }
    }

    /** Who consents has itself offered every role that it loses (I20). */
    private static void checkConsents(
            int slot, SlotAssignment old, SlotAssignment now, List<BodyRequest> requests, Set<MemberId> consents) {
        for (MemberId member : consents) {
            if (old.inSync().contains(member)) {
                assertThat(now.inSync()).as("I20: %s loses its copy", slot).contains(member);
            }
            if (member.equals(old.primary()) && !member.equals(now.primary())) {
                assertThat(requests).as("I20: %s was not offered", slot).anyMatch(request -> {
                    SlotRequest content = SlotRequest.decode(request.content(), Slots.COUNT);
                    return request.from().equals(member)
                            && content instanceof HandOver
                            && content.slots().contains(slot);
                });
            }
        }
    }

    private void checkAssignment(SlotAssignment now, String slot) {
        assertThat(now.inSync()).as("I21 %s", slot).isNotEmpty().isSorted().doesNotHaveDuplicates();
        assertThat(now.learners())
                .as(slot)
                .isSorted()
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(now.inSync());
        assertThat(now.eligible())
                .as(slot)
                .isSorted()
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(now.inSync());
        if (now.primary() != null) {
            assertThat(now.inSync()).as(slot).contains(now.primary());
            assertThat(now.eligible().isEmpty() || now.inSync().size() < minInSync)
                    .as("I21 %s", slot)
                    .isTrue();
        }
        if (now.heir() != null) {
            assertThat(now.inSync()).as(slot).contains(now.heir());
            assertThat(now.heir()).as(slot).isNotEqualTo(now.primary());
        }
    }

    private void checkStep(SlotAssignment old, SlotAssignment now, String slot) {
        MemberId primary = now.primary();
        boolean newPrimary = primary != null && !Objects.equals(primary, old.primary());
        assertThat(now.slotTerm()).as(slot).isEqualTo(newPrimary ? newEpoch : old.slotTerm());
        Set<MemberId> held = new HashSet<>(old.inSync());
        held.addAll(old.eligible());
        if (newPrimary) {
            assertThat(held).as("I16 %s", slot).contains(primary);
            assertThat(model.isDead(primary)).as(slot).isFalse();
        }
        // What was not thought dead and has everything is not given up for what is.
        boolean hadLive = held.stream().anyMatch(member -> !model.isDead(member));
        Set<MemberId> holds = new HashSet<>(now.inSync());
        holds.addAll(now.eligible());
        assertThat(!hadLive || holds.stream().anyMatch(member -> !model.isDead(member)))
                .as("I15: the last live copy is dropped, %s", slot)
                .isTrue();
        // I14: the newly listed were learners that the primary had in its ack set, or held everything already.
        held.addAll(old.learners());
        assertThat(held).as("I14 %s", slot).containsAll(now.inSync());
        assertThat(held).as("I14 %s", slot).containsAll(now.eligible());
    }
}
