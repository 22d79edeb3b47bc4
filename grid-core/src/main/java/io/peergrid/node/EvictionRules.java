package io.peergrid.node;

import io.peergrid.Eviction;
import io.peergrid.GridConfig;
import io.peergrid.command.Invocation;
import io.peergrid.command.Keyspaces;
import io.peergrid.eviction.EvictionRule;
import io.peergrid.store.Glob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a member's configuration says of eviction, as the store needs it. */
final class EvictionRules {
    private EvictionRules() {}

    /** Maps first: no pattern reaches into them. */
    static List<EvictionRule> of(GridConfig config) {
        List<EvictionRule> rules = new ArrayList<>();
        config.mapEvictions()
                .forEach((name, eviction) -> rules.add(new EvictionRule(Keyspaces.ofMap(name), null, eviction)));
        config.caches().forEach((name, cache) -> {
            Eviction eviction = cache.eviction();
            if (eviction != null) {
                rules.add(new EvictionRule(Keyspaces.ofCache(cache), null, eviction));
            }
        });
        config.structureEvictions()
                .forEach((pattern, eviction) -> rules.add(new EvictionRule(
                        Invocation.PLAIN_KEYSPACE, Glob.of(pattern.getBytes(StandardCharsets.UTF_8)), eviction)));
        return rules;
    }
}
