package io.peergrid.bench.floors;

import io.peergrid.bench.harness.Contestant;
import io.peergrid.bench.harness.Member;
import io.peergrid.bench.harness.Seat;
import java.util.concurrent.ConcurrentHashMap;

/** The JDK's map. */
public final class HashMapFloor implements Contestant {

    @Override
    public String title() {
        return "ConcurrentHashMap";
    }

    @Override
    public int processes() {
        return 1;
    }

    @Override
    public Member start(Seat seat) {
        return new LocalStore(new ConcurrentHashMap<>());
    }
}
