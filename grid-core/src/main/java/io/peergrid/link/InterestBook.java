package io.peergrid.link;

import io.peergrid.ports.MemberId;
import io.peergrid.store.Glob;
import io.peergrid.store.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who is interested in what: this member and its peers alike. Not thread-safe. */
final class InterestBook {
    /** Of one member. What a peer says beyond that is passed over. */
    static final int MOST = 10_000;
    /** Of one member. */
    static final int MOST_BYTES = 4 << 20;

    private static final Map<MemberId, Long> NOBODY = Map.of();

    private final Map<MemberId, Holding> holdings = new HashMap<>();
    /** Who is interested, in an order that is the same in every run. */
    private final Map<Interest, Map<MemberId, Long>> exact = new HashMap<>();

    private final Map<Interest, Pattern> patterns = new LinkedHashMap<>();

    private static final class Holding {
        /** With the round in which they were told last. */
        private final Map<Interest, Long> rounds = new LinkedHashMap<>();

        private long round;
        private long bytes;
    }

    private int aboutEntries;

    private record Pattern(Glob glob, Map<MemberId, Long> members) {}

    /** False if it has too many. */
    boolean add(MemberId member, Interest interest, long now) {
        Holding holding = holdings.computeIfAbsent(member, any -> new Holding());
        boolean known = holding.rounds.containsKey(interest);
        if (!known && (holding.rounds.size() >= MOST || holding.bytes + interest.size() > MOST_BYTES)) {
            return false;
        }
        holding.rounds.put(interest, holding.round);
        if (!known) {
            holding.bytes += interest.size();
            members(interest).put(member, now);
            aboutEntries += interest.kind().isOfEntries() ? 1 : 0;
        }
        return true;
    }

    void remove(MemberId member, Interest interest) {
        Holding holding = holdings.get(member);
        if (holding == null || holding.rounds.remove(interest) == null) {
            return;
        }
        holding.bytes -= interest.size();
        aboutEntries -= interest.kind().isOfEntries() ? 1 : 0;
        Map<MemberId, Long> members = members(interest);
        members.remove(member);
        if (members.isEmpty()) {
            exact.remove(interest);
            patterns.remove(interest);
        }
    }

    /** All of a member's interests follow; until {@link #endRound} the ones known hold. */
    void beginRound(MemberId member) {
        holdings.computeIfAbsent(member, any -> new Holding()).round++;
    }

    void endRound(MemberId member) {
        Holding holding = holdings.get(member);
        if (holding != null) {
            List<Interest> over = new ArrayList<>();
            holding.rounds.forEach((interest, round) -> {
                if (round < holding.round) {
                    over.add(interest);
                }
            });
            over.forEach(interest -> remove(member, interest));
        }
    }

    void forget(MemberId member) {
        Holding holding = holdings.get(member);
        if (holding != null) {
            List.copyOf(holding.rounds.keySet()).forEach(interest -> remove(member, interest));
            holdings.remove(member);
        }
    }

    boolean has(MemberId member, Interest interest) {
        Holding holding = holdings.get(member);
        return holding != null && holding.rounds.containsKey(interest);
    }

    List<Interest> of(MemberId member) {
        Holding holding = holdings.get(member);
        return holding == null ? List.of() : List.copyOf(holding.rounds.keySet());
    }

    /** Who is interested in any entries. */
    Set<MemberId> ofEntries() {
        Set<MemberId> members = new TreeSet<>();
        holdings.forEach((member, holding) -> {
            if (holding.rounds.keySet().stream()
                    .anyMatch(interest -> interest.kind().isOfEntries())) {
                members.add(member);
            }
        });
        return members;
    }

    /** Whether anybody is interested in entries. */
    boolean anyOfEntries() {
        return aboutEntries > 0;
    }

    /** Adds those interested in exactly this. */
    void find(Interest.Kind kind, Key key, Map<MemberId, Long> found) {
        addTo(found, exact.getOrDefault(new Interest(kind, key), NOBODY));
    }

    /** Adds those with a pattern of this kind that the key matches. */
    void match(Interest.Kind kind, Key key, Map<MemberId, Long> found) {
        if (!patterns.isEmpty()) {
            patterns.forEach((interest, pattern) -> {
                if (interest.kind() == kind
                        && interest.key().namespace() == key.namespace()
                        && pattern.glob.matches(key.slice())) {
                    addTo(found, pattern.members);
                }
            });
        }
    }

    private static void addTo(Map<MemberId, Long> found, Map<MemberId, Long> members) {
        members.forEach((member, since) -> found.merge(member, since, Math::min));
    }

    private Map<MemberId, Long> members(Interest interest) {
        if (interest.kind().isPattern()) {
            return patterns.computeIfAbsent(
                            interest, any -> new Pattern(Glob.of(interest.key().bytes()), new TreeMap<>()))
                    .members;
        }
        return exact.computeIfAbsent(interest, any -> new TreeMap<>());
    }
}
