package io.peergrid.testkit.exploration;

import io.peergrid.membership.Configuration;
import io.peergrid.membership.Digest;
import io.peergrid.membership.Member;
import io.peergrid.partition.SlotTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What no member knows: what was chosen, who led, what callers were told. Immutable.
 *
 * @param chosen by epoch, without gaps, the first at its own epoch 0
 * @param accepts who accepted what in which term, as far as it is not chosen
 * @param leaders who was elected, by epoch and term
 * @param acknowledged writes, as bits
 * @param observed the longest answer a read could have had
 */
record Ghost(
        List<Digest> chosen,
        Map<Ballot, Integer> accepts,
        Map<Ballot, Integer> leaders,
        int acknowledged,
        List<Byte> observed) {

    /** One attempt. {@code value} is the hash of what was proposed, or {@code Digest.NONE}. */
    record Ballot(long epoch, long term, Digest value) implements Comparable<Ballot> {
        @Override
        public int compareTo(Ballot other) {
            int byEpoch = Long.compare(epoch, other.epoch);
            int byTerm = byEpoch != 0 ? byEpoch : Long.compare(term, other.term);
            return byTerm != 0 ? byTerm : Long.compare(value.a(), other.value.a());
        }
    }

    Ghost {
        chosen = List.copyOf(chosen);
        accepts = Collections.unmodifiableMap(new TreeMap<>(accepts));
        leaders = Collections.unmodifiableMap(new TreeMap<>(leaders));
        observed = List.copyOf(observed);
    }

    static final Ghost BEGINNING = new Ghost(List.of(), Map.of(), Map.of(), 0, List.of());

    boolean isAcknowledged(int write) {
        return (acknowledged & (1 << write)) != 0;
    }

    Ghost acknowledged(int write) {
        return new Ghost(chosen, accepts, leaders, acknowledged | (1 << write), observed);
    }

    Ghost observed(List<Byte> answer) {
        return new Ghost(chosen, accepts, leaders, acknowledged, answer);
    }

    Ghost elected(int member, long epoch, long term) {
        Map<Ballot, Integer> now = new TreeMap<>(leaders);
        Integer before = now.put(new Ballot(epoch, term, Digest.NONE), member);
        if (before != null && before != member) {
            throw new BrokenInvariant("I2: " + Setting.name(before) + " and " + Setting.name(member)
                    + " were both elected for term " + term + " of epoch " + epoch);
        }
        return new Ghost(chosen, accepts, now, acknowledged, observed);
    }

    /** Who was first is chosen; the rules for steps are checked by the caller when {@code chosen} has grown. */
    Ghost accepted(int member, long term, Configuration<SlotTable> successor, Configuration<SlotTable> before) {
        int epoch = (int) successor.epoch();
        if (epoch > chosen.size() || !before.hash().equals(chosen.get(epoch - 1))) {
            throw new BrokenInvariant(
                    "I5: " + Setting.name(member) + " accepted a successor of what was not chosen, epoch " + epoch);
        }
        if (epoch < chosen.size() && chosen.get(epoch).equals(successor.hash())) {
            return this;
        }
        Map<Ballot, Integer> now = new TreeMap<>(accepts);
        int mask = now.merge(new Ballot(epoch, term, successor.hash()), 1 << member, (a, b) -> a | b);
        int voters = 0;
        int votes = 0;
        for (Member voter : before.voters()) {
            voters++;
            votes += (mask >> Setting.index(voter.id())) & 1;
        }
        if (votes <= voters / 2) {
            return new Ghost(chosen, now, leaders, acknowledged, observed);
        }
        if (epoch < chosen.size()) {
            throw new BrokenInvariant("I1: two configurations of epoch " + epoch + " were chosen");
        }
        now.keySet().removeIf(ballot -> ballot.epoch == epoch && ballot.value.equals(successor.hash()));
        List<Digest> longer = new ArrayList<>(chosen);
        longer.add(successor.hash());
        return new Ghost(longer, now, leaders, acknowledged, observed);
    }

    Ghost installed(int member, Configuration<SlotTable> configuration) {
        int epoch = (int) configuration.epoch();
        if (epoch == 0 && chosen.isEmpty()) {
            return new Ghost(List.of(configuration.hash()), accepts, leaders, acknowledged, observed);
        }
        if (epoch >= chosen.size()) {
            throw new BrokenInvariant(
                    "I5: " + Setting.name(member) + " installed epoch " + epoch + " before a majority accepted it");
        }
        if (!chosen.get(epoch).equals(configuration.hash())) {
            throw new BrokenInvariant("I1: " + Setting.name(member) + " installed another epoch " + epoch);
        }
        return this;
    }
}
