package io.peergrid.testkit.offenders.partition;

import io.peergrid.testkit.offenders.replication.UsesJGroups;

final class UsesThePartAbove {
    private UsesThePartAbove() {}

    static String call() {
        return UsesJGroups.version();
    }
}
