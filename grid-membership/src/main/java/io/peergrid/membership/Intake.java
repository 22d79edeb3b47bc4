package io.peergrid.membership;

import io.peergrid.membership.BodyRules.BodyRequest;
import io.peergrid.ports.MemberId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the leader is asked for between two proposals. Whoever asked asks again, so nothing here needs to survive. */
final class Intake {
    private static final int MAX_REQUESTS = 4_096;
    private static final int MAX_JOINERS = 1_024;

    private final Map<Key, BodyRequest> requests = new LinkedHashMap<>();
    private final Map<MemberId, Joiner> joiners = new TreeMap<>();
    private final Set<MemberId> leavers = new TreeSet<>();

    private record Key(MemberId from, long epoch, ByteBuffer content) {}

    private record Joiner(Member member, long heardNanos) {}

    void request(BodyRequest request) {
        if (requests.size() < MAX_REQUESTS) {
            requests.putIfAbsent(new Key(request.from(), request.epoch(), ByteBuffer.wrap(request.content())), request);
        }
    }

    /** Takes the requests out. */
    List<BodyRequest> takeRequests() {
        List<BodyRequest> taken = new ArrayList<>(requests.values());
        requests.clear();
        return taken;
    }

    void join(Member member, long nowNanos) {
        if (joiners.size() < MAX_JOINERS) {
            joiners.put(member.id(), new Joiner(member, nowNanos));
        }
    }

    /** Those who asked lately. */
    List<Member> joiners(long withinNanos, long nowNanos) {
        joiners.values().removeIf(joiner -> nowNanos - joiner.heardNanos > withinNanos);
        return joiners.values().stream().map(Joiner::member).toList();
    }

    void leave(MemberId member) {
        leavers.add(member);
    }

    Set<MemberId> leavers() {
        return leavers;
    }

    void installed(Configuration<?> now) {
        joiners.keySet().removeIf(now::lists);
        leavers.removeIf(id -> !now.lists(id));
    }
}
