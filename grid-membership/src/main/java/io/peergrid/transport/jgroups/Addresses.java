package io.peergrid.transport.jgroups;

import io.peergrid.ports.MemberId;
import org.jgroups.Address;
import org.jgroups.util.UUID;

/** A JGroups address is an incarnation: the same 128 bits. */
final class Addresses {
    private Addresses() {}

    static Address address(MemberId member) {
        return new UUID(member.high(), member.low());
    }

    static MemberId member(Address address) {
        UUID uuid = (UUID) address;
        return new MemberId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }
}
