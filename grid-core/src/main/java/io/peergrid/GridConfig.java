package io.peergrid;

import io.peergrid.codec.TypePatterns;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a member needs to know to join. Immutable and checked: begin with a preset, change what differs, {@code build()}.
 *
 * <pre>{@code
 * GridConfig config = GridConfig.lan().name("shop").expectedMembers(3).secret("s3cret").build();
 * }</pre>
 */
public final class GridConfig {

    /** Timings that fit a kind of network. */
    public enum Preset {
        /** One machine. Failure seen within 1.2 s, at once if the process has ended. */
        LOCAL(Duration.ofSeconds(4), Duration.ofSeconds(5)),
        /** A few machines beside each other. Failure seen within 1.2 s. */
        LAN(Duration.ofSeconds(4), Duration.ofSeconds(5)),
        /** Virtual machines and containers with neighbours and pauses. Failure seen within 3 s. */
        CLOUD(Duration.ofSeconds(12), Duration.ofSeconds(15));

        private final Duration worstFailover;
        private final Duration defaultDeadline;

        Preset(Duration worstFailover, Duration defaultDeadline) {
            this.worstFailover = worstFailover;
            this.defaultDeadline = defaultDeadline;
        }

        /** Detection, vote, lease wait and promotion, with a repeated vote. */
        public Duration worstFailover() {
            return worstFailover;
        }

        public Duration defaultDeadline() {
            return defaultDeadline;
        }
    }

    private static final int MOST_EVICTIONS = 100;
    private static final int MOST_NEAR_MAPS = 1_000;

    private final Preset preset;
    private final String name;
    private final String memberName;
    private final Discovery discovery;
    private final String bindAddress;
    private final int port;
    private final @Nullable String secret;
    private final @Nullable SSLContext tls;
    private final boolean insecure;
    private final int expectedMembers;
    private final int backups;
    private final int minInSync;
    private final Duration callDeadline;
    private final Duration joinDeadline;
    private final Duration closeDeadline;
    private final long memoryLimitBytes;
    private final int maxValueBytes;
    private final int weight;
    private final boolean observer;
    private final boolean witness;
    private final String zone;
    private final boolean shutdownHook;
    private final Set<Class<?>> types;
    private final Set<String> typePatterns;
    private final Duration functionBudget;
    private final Map<String, FunctionDefinition<?, ?>> functions;
    private final Map<String, CacheConfig<?, ?>> caches;
    private final Map<String, Eviction> mapEvictions;
    private final Map<String, Eviction> structureEvictions;
    private final Map<String, NearCopies> nearMaps;

    GridConfig(GridConfigBuilder from) {
        preset = from.preset;
        name = from.name;
        memberName = from.memberName;
        discovery = from.discovery;
        bindAddress = from.bindAddress;
        port = from.port;
        secret = from.secret;
        tls = from.tls;
        insecure = from.insecure;
        expectedMembers = from.expectedMembers;
        backups = from.backups;
        minInSync = from.minInSync;
        callDeadline = from.callDeadline == null ? preset.defaultDeadline() : from.callDeadline;
        joinDeadline = from.joinDeadline;
        closeDeadline = from.closeDeadline;
        memoryLimitBytes = from.memoryLimitBytes;
        maxValueBytes = from.maxValueBytes;
        weight = from.weight;
        observer = from.observer;
        witness = from.witness;
        zone = from.zone;
        shutdownHook = from.shutdownHook;
        types = Set.copyOf(from.types);
        typePatterns = Set.copyOf(from.typePatterns);
        functionBudget = from.functionBudget;
        functions = Map.copyOf(from.functions);
        caches = Map.copyOf(from.caches);
        mapEvictions = Collections.unmodifiableMap(new LinkedHashMap<>(from.mapEvictions));
        structureEvictions = Collections.unmodifiableMap(new LinkedHashMap<>(from.structureEvictions));
        nearMaps = Map.copyOf(from.nearMaps);
        check();
    }

    /** Members on this machine only, over loopback; nothing else to configure. Founds the grid if it is the first. */
    public static GridConfigBuilder local() {
        return new GridConfigBuilder(Preset.LOCAL, new Discovery.ThisMachine(), "127.0.0.1").expectedMembers(1);
    }

    /** Members on one network, found by multicast. Wants {@code expectedMembers} and a {@code secret}. */
    public static GridConfigBuilder lan() {
        return new GridConfigBuilder(Preset.LAN, new Discovery.Multicast(), "site-local");
    }

    /**
     * Members found through a few known hosts. Wants {@code expectedMembers} and a {@code secret}.
     *
     * @param hosts each a name or address, with a port after a colon if it is not 7800
     */
    public static GridConfigBuilder hosts(String... hosts) {
        return new GridConfigBuilder(Preset.LAN, new Discovery.Hosts(List.of(hosts)), "site-local");
    }

    /**
     * Pods behind a headless service. Wants {@code expectedMembers} and a {@code secret}.
     *
     * @param service DNS name of the headless service, such as {@code shop.default.svc.cluster.local}
     */
    public static GridConfigBuilder kubernetes(String service) {
        return cloud(service);
    }

    /**
     * Virtual machines or containers behind a DNS name that resolves to all of them. Wants {@code expectedMembers} and a
     * {@code secret}.
     */
    public static GridConfigBuilder cloud(String dnsName) {
        return new GridConfigBuilder(Preset.CLOUD, new Discovery.Dns(dnsName), "site-local");
    }

    /** A JGroups stack of your own, with the timings of the LAN. Wants {@code expectedMembers}. */
    public static GridConfigBuilder jgroupsFile(Path file) {
        return new GridConfigBuilder(Preset.LAN, new Discovery.JGroupsFile(file), "site-local");
    }

    private void check() {
        require(!name.isBlank(), "a grid needs a name: GridConfig...name(\"shop\")");
        require(
                name.length() <= 100 && name.chars().allMatch(c -> c > ' ' && c < 127 && c != '/' && c != '\\'),
                "the grid's name \"" + name + "\" must be at most 100 visible ASCII characters without / and \\");
        require(port >= 0 && port <= 65_535, "port must be 0 (choose a free one) to 65535, not " + port);
        require(
                expectedMembers > 0,
                "expectedMembers is missing: say how many members found the grid, for example expectedMembers(3). "
                        + "Without it a member that sees nobody could not tell a first start from a cut network");
        require(
                expectedMembers <= 7,
                "expectedMembers must be at most 7, the founders; any number may join later. It is " + expectedMembers);
        require(backups >= 0 && backups <= 6, "backups must be 0 to 6, not " + backups);
        require(
                minInSync >= 1 && minInSync <= backups + 1,
                "minInSync must be 1 to " + (backups + 1) + " (the primary and its " + backups + " backups), not "
                        + minInSync);
        require(
                callDeadline.compareTo(preset.worstFailover()) > 0,
                "callDeadline is " + callDeadline.toMillis() + " ms, but a failover may take "
                        + preset.worstFailover().toMillis() + " ms with the timings of " + preset
                        + ": calls would fail during each one. Set callDeadline above that (the default is "
                        + preset.defaultDeadline().toMillis()
                        + " ms) and use GridMap.withDeadline for the calls that must be shorter");
        require(callDeadline.compareTo(Duration.ofHours(1)) <= 0, "callDeadline must be at most an hour");
        require(positive(joinDeadline), "joinDeadline must be above zero");
        require(positive(closeDeadline), "closeDeadline must be above zero");
        require(
                memoryLimitBytes >= 1 << 20,
                "memoryLimitBytes is " + memoryLimitBytes + "; a member needs at least 1 MiB");
        require(
                maxValueBytes >= 1 && maxValueBytes <= 16 << 20,
                "maxValueBytes must be 1 to 16777216 (16 MiB), not " + maxValueBytes
                        + "; cut larger values into several entries");
        require(
                functionBudget.compareTo(Duration.ofMillis(1)) >= 0
                        && functionBudget.compareTo(Duration.ofSeconds(10)) <= 0,
                "functionBudget must be from 1 ms to 10 s, not " + functionBudget
                        + ": the bodies of one slot run one after the other");
        checkEvictions();
        checkTypePatterns();
        require(nearMaps.size() <= MOST_NEAR_MAPS, "at most " + MOST_NEAR_MAPS + " maps can have near copies");
        require(weight >= 1 && weight <= 100, "weight must be 1 to 100, not " + weight);
        require(!observer || !witness, "an observer has no vote and a witness has nothing else: choose one of them");
        require(secret == null || secret.length() >= 8, "the secret must have at least 8 characters");
        require(
                secret != null || insecure || isLoopback() || discovery instanceof Discovery.JGroupsFile,
                "bound to " + bindAddress + ", which other machines can reach, without a secret: whoever reaches the "
                        + "port could read and change everything. Set secret(\"...\") to the same text on all "
                        + "members, or say insecure() on purpose");
    }

    private void checkEvictions() {
        long ofCaches = caches.values().stream()
                .filter(cache -> cache.eviction() != null)
                .count();
        long count = mapEvictions.size() + structureEvictions.size() + ofCaches;
        require(count <= MOST_EVICTIONS, "at most " + MOST_EVICTIONS + " evictions can be configured, not " + count);
        mapEvictions.keySet().forEach(name -> require(!name.isBlank(), "evictMap needs the name of a map"));
        structureEvictions
                .keySet()
                .forEach(pattern -> require(!pattern.isEmpty(), "evictStructures needs a pattern, \"*\" for all"));
    }

    private void checkTypePatterns() {
        try {
            TypePatterns.of(typePatterns);
        } catch (IllegalArgumentException malformed) {
            throw new GridConfigException("allowTypes: " + malformed.getMessage());
        }
    }

    private boolean isLoopback() {
        try {
            return !bindAddress.equals("site-local")
                    && InetAddress.getByName(bindAddress).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new GridConfigException("bindAddress \"" + bindAddress + "\" is not an address of this machine: "
                    + "give an IP address, a host name, or \"site-local\"");
        }
    }

    private static boolean positive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new GridConfigException(message);
        }
    }

    public Preset preset() {
        return preset;
    }

    public String name() {
        return name;
    }

    /** What people call this member; empty: made from host and process id. */
    public String memberName() {
        return memberName;
    }

    public Discovery discovery() {
        return discovery;
    }

    /** An address or name of this machine, or {@code site-local} for the first private address. */
    public String bindAddress() {
        return bindAddress;
    }

    /** Where to listen; 0 for the preset's choice. */
    public int port() {
        return port;
    }

    public @Nullable String secret() {
        return secret;
    }

    /** Keys and trust for encrypted connections; null for plain ones. */
    public @Nullable SSLContext tls() {
        return tls;
    }

    /** Whether other machines may reach this member without a secret. */
    public boolean insecure() {
        return insecure;
    }

    /** How many members found the grid together. */
    public int expectedMembers() {
        return expectedMembers;
    }

    /** Copies of each slot besides the primary. */
    public int backups() {
        return backups;
    }

    /** Copies that must be in sync for a write to be acknowledged, the primary included. */
    public int minInSync() {
        return minInSync;
    }

    public Duration callDeadline() {
        return callDeadline;
    }

    public Duration joinDeadline() {
        return joinDeadline;
    }

    public Duration closeDeadline() {
        return closeDeadline;
    }

    /** Bytes of entries past which this member refuses writes. */
    public long memoryLimitBytes() {
        return memoryLimitBytes;
    }

    public int maxValueBytes() {
        return maxValueBytes;
    }

    /** Share of slots relative to other members. */
    public int weight() {
        return weight;
    }

    /** Whether this member only uses the grid, holds nothing and never votes. */
    public boolean observer() {
        return observer;
    }

    /** Whether this member votes and holds nothing. */
    public boolean witness() {
        return witness;
    }

    public String zone() {
        return zone;
    }

    /** Whether SIGTERM and the end of the JVM leave the grid in order. */
    public boolean shutdownHook() {
        return shutdownHook;
    }

    /** How long the body of a function may take. */
    public Duration functionBudget() {
        return functionBudget;
    }

    /** The functions that this member can run, by name. */
    public Map<String, FunctionDefinition<?, ?>> functions() {
        return functions;
    }

    /** The caches that this member knows more of than their names, by name. */
    public Map<String, CacheConfig<?, ?>> caches() {
        return caches;
    }

    /** Classes that values may be made of, besides the JDK's common ones and those of typed handles. */
    public Set<Class<?>> types() {
        return types;
    }

    /** Names of classes and packages that values may be made of, see {@link GridConfigBuilder#allowTypes}. */
    public Set<String> typePatterns() {
        return typePatterns;
    }

    /** Maps by name of which entries may be lost to make room. */
    public Map<String, Eviction> mapEvictions() {
        return mapEvictions;
    }

    /** Patterns of names of other structures that may be lost to make room; the first one that matches counts. */
    public Map<String, Eviction> structureEvictions() {
        return structureEvictions;
    }

    /** Maps by name of which this member keeps near copies. */
    public Map<String, NearCopies> nearMaps() {
        return nearMaps;
    }

    @Override
    public String toString() {
        return "GridConfig[" + name + ", " + preset + ", " + discovery + ", bind " + bindAddress + ":" + port
                + ", expectedMembers " + expectedMembers + ", backups " + backups + ", minInSync " + minInSync
                + (secret == null ? ", no secret" : ", secret set") + (tls == null ? "" : ", TLS") + "]";
    }
}
