package io.peergrid.node;

import io.peergrid.GridConfig;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Notices that members evict by different rules: who has any tells each member that it sees listed for the first time, once. A hint
 * for people, so a message that is lost is not repeated. See {@code docs/protocols/eviction.md}.
 */
final class EvictionGreetings {
    private static final int KIND = 0x50;
    private static final int VERSION = 1;

    private final String rules;
    private final MemberId self;
    private final Transport transport;
    private final BiConsumer<MemberId, String> different;
    private final Set<MemberId> greeted = new HashSet<>();
    private final Set<MemberId> reported = ConcurrentHashMap.newKeySet();

    /** @param different is told of a member with other rules and of these, once for each */
    EvictionGreetings(GridConfig config, MemberId self, Transport transport, BiConsumer<MemberId, String> different) {
        this.rules = describe(config);
        this.self = self;
        this.transport = transport;
        this.different = different;
    }

    /** The rules in words, the same for the same ones; empty if there are none. */
    static String describe(GridConfig config) {
        StringBuilder text = new StringBuilder();
        config.mapEvictions().entrySet().stream()
                .map(map -> "map " + map.getKey() + " " + map.getValue() + "; ")
                .sorted()
                .forEach(text::append);
        config.structureEvictions()
                .forEach((pattern, eviction) -> text.append("structures " + pattern + " " + eviction + "; "));
        return text.toString();
    }

    /** These members are listed now. On the protocol thread. */
    void installed(Set<MemberId> listed) {
        if (rules.isEmpty() || !listed.contains(self)) {
            return;
        }
        greeted.retainAll(listed);
        for (MemberId member : listed) {
            if (!member.equals(self) && greeted.add(member)) {
                transport.send(member, Transport.Lane.CONTROL, greeting());
            }
        }
    }

    private byte[] greeting() {
        return new WireWriter(rules.length() + 8)
                .u8(KIND)
                .u8(VERSION)
                .string(rules)
                .toBytes();
    }

    /** @throws WireFormatException for anything but a greeting */
    void received(MemberId from, byte[] frame) {
        WireReader in = new WireReader(frame);
        if (in.u8() != KIND || in.u8() != VERSION) {
            throw new WireFormatException("no greeting about eviction");
        }
        String theirs = in.string();
        in.expectEnd();
        if (!Objects.equals(theirs, rules) && reported.add(from)) {
            different.accept(from, theirs);
        }
    }
}
