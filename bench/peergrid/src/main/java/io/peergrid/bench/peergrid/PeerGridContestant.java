package io.peergrid.bench.peergrid;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.NearCopies;
import io.peergrid.bench.harness.Contestant;
import io.peergrid.bench.harness.Member;
import io.peergrid.bench.harness.Seat;

/** PeerGrid as it comes: the local preset, one synchronous backup, linearizable reads, copies handed out, a secret set. */
public final class PeerGridContestant implements Contestant {

    @Override
    public String title() {
        return "PeerGrid";
    }

    @Override
    public int processes() {
        return 3;
    }

    @Override
    public Member start(Seat seat) {
        Grid grid = Grid.join(GridConfig.local()
                .name(seat.run())
                .secret("only for this run")
                .shutdownHook(false)
                .nearMap(PeerGridMember.NEAR, NearCopies.atMost(1_000_000))
                .build());
        return new PeerGridMember(grid);
    }
}
