package io.peergrid.differential;

import java.util.List;
import java.util.Set;

/** The generators of all types; a new type is a line here. */
final class Generators {
    static final List<Generator> ALL = List.of(
            new StringGenerator(),
            new KeyGenerator(),
            new HashGenerator(),
            new SetGenerator(),
            new ListGenerator(),
            new SortedSetGenerator(),
            new HyperLogLogGenerator(),
            new BitmapGenerator(),
            new StreamGenerator());

    /** Commands that are not generated, with the reason in the documentation of the data model. */
    static final Set<String> EXCLUDED = Set.of(
            "LOCK.ACQUIRE",
            "LOCK.RENEW",
            "LOCK.RELEASE",
            "LOCK.HOLDERS",
            "LOCK.BREAK",
            "SEMAPHORE.ACQUIRE",
            "SEMAPHORE.RENEW",
            "SEMAPHORE.RELEASE",
            "SEMAPHORE.HOLDERS",
            "SEMAPHORE.BREAK",
            "RATE.FIXED",
            "RATE.SLIDING",
            "RATE.BUCKET",
            "RATE.RESET");

    private Generators() {}
}
