package io.peergrid.node;

import io.peergrid.GridConfig;
import io.peergrid.membership.MembershipSettings;
import io.peergrid.partition.RouterSettings;
import io.peergrid.partition.SlotPolicy;
import io.peergrid.replication.ReplicationSettings;

/** What the floors below need to know, from the presets of the configuration. */
final class Timings {
    private Timings() {}

    static MembershipSettings membership(GridConfig config, boolean mayFound) {
        MembershipSettings settings =
                switch (config.preset()) {
                    case LOCAL, LAN -> MembershipSettings.lan(config.name(), config.expectedMembers());
                    case CLOUD -> MembershipSettings.cloud(config.name(), config.expectedMembers());
                };
        return settings.withMayFound(mayFound && !config.observer())
                .withTerms("backups " + config.backups() + ", minInSync " + config.minInSync());
    }

    static ReplicationSettings replication(GridConfig config, SlotPolicy policy) {
        return switch (config.preset()) {
            case LOCAL, LAN -> ReplicationSettings.lan(policy);
            case CLOUD -> ReplicationSettings.cloud(policy);
        };
    }

    static RouterSettings router(MembershipSettings membership) {
        return RouterSettings.forLease(membership.leaseNanos());
    }

    /** In which time a member that dies is replaced, with some reserve. */
    static long takeoverNanos(MembershipSettings membership) {
        return 4 * membership.downAfterNanos();
    }

    /** Interval of the protocol thread's polls: an eighth of a heartbeat. */
    static long pollNanos(MembershipSettings membership) {
        return membership.heartbeatNanos() / 8;
    }
}
