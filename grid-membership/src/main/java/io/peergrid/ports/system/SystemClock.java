package io.peergrid.ports.system;

import io.peergrid.ports.Clock;

/** The clocks of this machine. */
public final class SystemClock implements Clock {
    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }
}
