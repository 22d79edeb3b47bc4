package io.peergrid.jcache;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import java.util.ArrayList;
import java.util.List;
import javax.cache.Caching;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gives a run of the specification's tests a grid of its own, with so many members as the property {@code tck.members} says. One alone is the provider's, which comes and
 * goes with the managers. Of several the one that uses the caches is handed in, and the others hold the entries: every operation goes over the
 * network, and no vote depends on how busy the machine is.
 */
public final class TckMembers implements LauncherSessionListener {
    private final List<Grid> members = new ArrayList<>();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        int wanted = Integer.getInteger("tck.members", 0);
        String grid = "tck-" + ProcessHandle.current().pid();
        if (wanted == 1) {
            System.setProperty(PeerGridCachingProvider.GRID_NAME, grid);
        } else if (wanted > 1) {
            while (members.size() < wanted - 1) {
                members.add(Grid.join(grid));
            }
            Grid user = Grid.join(GridConfig.local().name(grid).observer().build());
            members.add(0, user);
            PeerGridCachingProvider.use(user);
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (Integer.getInteger("tck.members", 0) > 0) {
            Caching.getCachingProvider().close();
        }
        PeerGridCachingProvider.use(null);
        members.forEach(Grid::close);
    }
}
