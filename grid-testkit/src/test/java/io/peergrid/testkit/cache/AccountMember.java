package io.peergrid.testkit.cache;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridConfigBuilder;
import java.io.IOException;
import java.time.Duration;

/** A member that holds data and stores what waits, until its input ends. */
final class AccountMember {
    /** A machine may be busy with other things. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private AccountMember() {}

    static GridConfigBuilder config(String grid, String member, String url) {
        return GridConfig.local()
                .name(grid)
                .memberName(member)
                .shutdownHook(false)
                .joinDeadline(PATIENCE)
                .cache(new AccountStore(url).cache());
    }

    /** @param arguments name of the grid, of the member, URL of the database */
    public static void main(String[] arguments) throws IOException {
        try (Grid grid =
                Grid.join(config(arguments[0], arguments[1], arguments[2]).build())) {
            System.out.println("ready");
            System.out.flush();
            while (System.in.read() >= 0 && !grid.isClosed()) {
                // Until somebody ends it.
            }
        }
    }
}
