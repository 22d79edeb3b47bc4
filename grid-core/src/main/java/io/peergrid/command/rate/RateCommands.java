package io.peergrid.command.rate;

import io.peergrid.command.DataCommand;
import java.util.List;

/** The grid's own commands that limit rates, numbers 240 to 249. */
public final class RateCommands {
    public static final long MAX_LIMIT = 1_000_000_000;
    /** A day. */
    public static final long MAX_PERIOD_MILLIS = 86_400_000;

    public static final DataCommand FIXED_WINDOW = new RateFixedWindow(240);
    public static final DataCommand SLIDING_WINDOW = new RateSlidingWindow(241);
    public static final DataCommand TOKEN_BUCKET = new RateTokenBucket(242);
    public static final DataCommand RESET = new RateReset(243);

    public static final List<DataCommand> ALL = List.of(FIXED_WINDOW, SLIDING_WINDOW, TOKEN_BUCKET, RESET);

    private RateCommands() {}
}
