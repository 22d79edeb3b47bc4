package io.peergrid.jcache;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.jspecify.annotations.Nullable;

/** When entries expire, as the cache's policy says. What it throws counts as "for ever" for a new entry and as "as before" otherwise. Thread-safe if the policy is. */
final class Expiry {
    /** For ever. */
    static final Duration NEVER = Duration.ofMillis(Long.MAX_VALUE);

    /** Longer than any cache lives; sums of it with a clock do not overflow. */
    private static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(365_000);

    private final ExpiryPolicy policy;

    Expiry(ExpiryPolicy policy) {
        this.policy = policy;
    }

    /** {@link #NEVER}, zero, or how long. */
    Duration creation() {
        Duration duration = ask(policy::getExpiryForCreation);
        return duration == null ? NEVER : duration;
    }

    /** As {@link #creation}, null for as before. */
    @Nullable
    Duration update() {
        return ask(policy::getExpiryForUpdate);
    }

    /** As {@link #creation}, null for as before. */
    @Nullable
    Duration access() {
        return ask(policy::getExpiryForAccess);
    }

    /** Whether a read can never change when an entry expires. */
    boolean ignoresAccess() {
        Class<?> kind = policy.getClass();
        return kind == EternalExpiryPolicy.class
                || kind == CreatedExpiryPolicy.class
                || kind == ModifiedExpiryPolicy.class;
    }

    /** Whether what is put expires alike, be it new or not. */
    boolean putsAlike() {
        Class<?> kind = policy.getClass();
        return kind == EternalExpiryPolicy.class
                || kind == ModifiedExpiryPolicy.class
                || kind == TouchedExpiryPolicy.class;
    }

    private static @Nullable Duration ask(Supplier<javax.cache.expiry.@Nullable Duration> question) {
        javax.cache.expiry.Duration answer;
        try {
            answer = question.get();
        } catch (RuntimeException undecided) {
            return null;
        }
        if (answer == null) {
            return null;
        }
        if (answer.isEternal()) {
            return NEVER;
        }
        return Duration.ofMillis(Math.min(answer.getTimeUnit().toMillis(answer.getDurationAmount()), LONGEST_MILLIS));
    }

    /** What there is to be closed, if anything. */
    @Nullable
    Closeable closeable() {
        return policy instanceof Closeable closeable ? closeable : null;
    }
}
