package io.peergrid.testkit.offenders.replication;

import org.jgroups.Version;

public final class UsesJGroups {
    private UsesJGroups() {}

    public static String version() {
        return Version.printVersion();
    }
}
