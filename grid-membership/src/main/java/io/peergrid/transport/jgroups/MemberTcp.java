package io.peergrid.transport.jgroups;

import org.jgroups.Address;
import org.jgroups.PhysicalAddress;
import org.jgroups.protocols.TCP;
import org.slf4j.LoggerFactory;

/** The TCP transport of JGroups with quieter connections. */
final class MemberTcp extends TCP {
    @Override
    public void start() throws Exception {
        super.start();
        srv.log(new QuietLog(LoggerFactory.getLogger(TCP.class)));
    }

    /** Whether a message can be sent without connecting first. */
    boolean isConnectedTo(Address member) {
        PhysicalAddress at = getPhysicalAddressFromCache(member);
        return at != null && srv.connectionEstablishedTo(at);
    }
}
