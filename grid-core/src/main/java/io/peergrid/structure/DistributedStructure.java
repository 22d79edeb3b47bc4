package io.peergrid.structure;

import io.peergrid.GridStructure;
import io.peergrid.map.CallRunner;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the blocking skins of all structures do with their key. An interface, for some skins extend a collection of the JDK. */
interface DistributedStructure extends GridStructure {
    KeyCalls key();

    CallRunner runner();

    @Override
    default String name() {
        return key().name();
    }

    @Override
    default boolean exists() {
        return runner().run(key().exists());
    }

    @Override
    default boolean delete() {
        return runner().run(key().delete());
    }

    @Override
    default boolean expire(Duration timeToLive) {
        return runner().run(key().expire(timeToLive));
    }

    @Override
    default boolean persist() {
        return runner().run(key().persist());
    }

    @Override
    default @Nullable Duration timeToLive() {
        return runner().run(key().timeToLive());
    }
}
