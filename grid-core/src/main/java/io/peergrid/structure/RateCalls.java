package io.peergrid.structure;

import io.peergrid.RateDecision;
import io.peergrid.RateLimit;
import io.peergrid.command.Value;
import io.peergrid.command.rate.RateCommands;
import io.peergrid.map.Call;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rate limiter does. Immutable. */
record RateCalls(KeyCalls key, RateLimit limit) {

    Call<?, RateDecision> acquire(long calls) {
        if (limit instanceof RateLimit.FixedWindow fixed) {
            return key.call(
                    RateCommands.FIXED_WINDOW,
                    RateCalls::decision,
                    Value.of(calls),
                    Value.of(fixed.calls()),
                    Answers.millis(fixed.window()));
        }
        if (limit instanceof RateLimit.SlidingWindow sliding) {
            return key.call(
                    RateCommands.SLIDING_WINDOW,
                    RateCalls::decision,
                    Value.of(calls),
                    Value.of(sliding.calls()),
                    Answers.millis(sliding.window()));
        }
        RateLimit.TokenBucket bucket = (RateLimit.TokenBucket) limit;
        return key.call(
                RateCommands.TOKEN_BUCKET,
                RateCalls::decision,
                Value.of(calls),
                Value.of(bucket.capacity()),
                Value.of(bucket.refill()),
                Answers.millis(bucket.period()));
    }

    Call<?, @Nullable Void> reset() {
        return key.call(RateCommands.RESET, Answers::nothing);
    }

    private static RateDecision decision(Value answer) {
        List<Value> items = Answers.items(answer);
        return new RateDecision(
                Answers.flag(items.get(0)),
                Answers.whole(items.get(1)),
                Duration.ofMillis(Answers.whole(items.get(2))));
    }
}
