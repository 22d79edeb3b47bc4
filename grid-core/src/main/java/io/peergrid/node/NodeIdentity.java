package io.peergrid.node;

import io.peergrid.GridConfig;
import io.peergrid.membership.Member;
import io.peergrid.membership.SpokenVersions;

/** How a member presents itself to the others. */
final class NodeIdentity {
    private NodeIdentity() {}

    static Member of(GridConfig config, NodePorts ports, SpokenVersions speaks) {
        long pid = ports.process().pid();
        String name = config.memberName().isEmpty() ? ports.host() + "-" + pid : config.memberName();
        return new Member(
                ports.transport().self(),
                name,
                ports.host(),
                config.zone(),
                ports.address(),
                config.observer() ? 0 : config.weight(),
                !config.observer() && !config.witness(),
                false,
                Member.Status.ACTIVE,
                ports.process(),
                speaks);
    }
}
