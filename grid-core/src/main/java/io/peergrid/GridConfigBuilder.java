package io.peergrid;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Builds a {@link GridConfig}. Not thread-safe; {@link #build()} checks everything at once and may be called again. */
public final class GridConfigBuilder {
    final GridConfig.Preset preset;
    final Discovery discovery;
    String name = "";
    String memberName = "";
    String bindAddress;
    int port;

    @Nullable
    String secret;

    @Nullable
    SSLContext tls;

    boolean insecure;
    int expectedMembers;
    int backups = 1;
    int minInSync = 1;

    @Nullable
    Duration callDeadline;

    Duration joinDeadline = Duration.ofSeconds(30);
    Duration closeDeadline = Duration.ofSeconds(30);
    long memoryLimitBytes = Runtime.getRuntime().maxMemory() / 2;
    int maxValueBytes = 16 << 20;
    int weight = 1;
    boolean observer;
    boolean witness;
    String zone = "";
    boolean shutdownHook = true;
    Duration functionBudget = Duration.ofMillis(100);
    final Set<Class<?>> types = new LinkedHashSet<>();
    final Set<String> typePatterns = new LinkedHashSet<>();
    final Map<String, FunctionDefinition<?, ?>> functions = new LinkedHashMap<>();
    final Map<String, CacheConfig<?, ?>> caches = new LinkedHashMap<>();
    final Map<String, Eviction> mapEvictions = new LinkedHashMap<>();
    final Map<String, Eviction> structureEvictions = new LinkedHashMap<>();
    final Map<String, NearCopies> nearMaps = new LinkedHashMap<>();

    GridConfigBuilder(GridConfig.Preset preset, Discovery discovery, String bindAddress) {
        this.preset = preset;
        this.discovery = discovery;
        this.bindAddress = bindAddress;
    }

    /** Name of the grid: members with different names never meet. */
    public GridConfigBuilder name(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return this;
    }

    /** What people call this member, in logs and topology; by default made from host and process id. */
    public GridConfigBuilder memberName(String memberName) {
        this.memberName = Objects.requireNonNull(memberName, "memberName");
        return this;
    }

    /** An address or name of this machine, or {@code site-local} for its first private address. */
    public GridConfigBuilder bindAddress(String bindAddress) {
        this.bindAddress = Objects.requireNonNull(bindAddress, "bindAddress");
        return this;
    }

    /** Where to listen; 0 for the preset's choice: a free port on this machine, 7800 elsewhere. */
    public GridConfigBuilder port(int port) {
        this.port = port;
        return this;
    }

    /** The same text on all members; proves that they may join. At least 8 characters. */
    public GridConfigBuilder secret(String secret) {
        this.secret = Objects.requireNonNull(secret, "secret");
        return this;
    }

    /**
     * Encrypts what members say to each other, with TLS 1.3, and lets only members with a trusted certificate connect. The same
     * on all members; besides a secret, not instead of it.
     *
     * @param keystore PKCS12 or JKS: this member's key with its certificate, and the certificates it trusts. The issuer of its
     *     own, or its own if it signed itself, is trusted anyway
     * @throws GridConfigException if the file cannot be used; the message says why
     */
    public GridConfigBuilder tls(Path keystore, String password) {
        return tls(TlsContexts.of(keystore, password));
    }

    /** As {@link #tls(Path, String)}, with keys and trust that the application sets up itself. */
    public GridConfigBuilder tls(SSLContext context) {
        this.tls = Objects.requireNonNull(context, "context");
        return this;
    }

    /** Lets whoever reaches the port join, on purpose. */
    public GridConfigBuilder insecure() {
        this.insecure = true;
        return this;
    }

    /** How many members found the grid together. Later ones join whatever this says; the same on all members. */
    public GridConfigBuilder expectedMembers(int expectedMembers) {
        this.expectedMembers = expectedMembers;
        return this;
    }

    /** Copies of each slot besides the primary; 1 by default. The same on all members, witnesses too; others are refused. */
    public GridConfigBuilder backups(int backups) {
        this.backups = backups;
        return this;
    }

    /** Copies that must be in sync for a write, the primary included; 1 by default. The same on all members, witnesses too; others are refused. */
    public GridConfigBuilder minInSync(int minInSync) {
        this.minInSync = minInSync;
        return this;
    }

    /** Two backups, two copies in sync: one failure costs no availability and nothing rests on a single copy. */
    public GridConfigBuilder strict() {
        return backups(2).minInSync(2);
    }

    /** How long a call may take, at most. Must exceed the preset's worst failover. */
    public GridConfigBuilder callDeadline(Duration callDeadline) {
        this.callDeadline = Objects.requireNonNull(callDeadline, "callDeadline");
        return this;
    }

    /** How long joining may take; 30 s by default. */
    public GridConfigBuilder joinDeadline(Duration joinDeadline) {
        this.joinDeadline = Objects.requireNonNull(joinDeadline, "joinDeadline");
        return this;
    }

    /** How long {@link Grid#close()} and the shutdown hook may take to hand over; 30 s by default. */
    public GridConfigBuilder closeDeadline(Duration closeDeadline) {
        this.closeDeadline = Objects.requireNonNull(closeDeadline, "closeDeadline");
        return this;
    }

    /** Bytes of entries past which this member refuses writes; half the maximum heap by default. */
    public GridConfigBuilder memoryLimitBytes(long memoryLimitBytes) {
        this.memoryLimitBytes = memoryLimitBytes;
        return this;
    }

    /** The largest value, encoded; 16 MiB by default and at most. */
    public GridConfigBuilder maxValueBytes(int maxValueBytes) {
        this.maxValueBytes = maxValueBytes;
        return this;
    }

    /** Share of slots relative to other members, 1 to 100; 1 by default. */
    public GridConfigBuilder weight(int weight) {
        this.weight = weight;
        return this;
    }

    /** Uses the grid, holds nothing and never votes: its coming and going costs the others nothing. Founds no grid. */
    public GridConfigBuilder observer() {
        this.observer = true;
        return this;
    }

    /**
     * Votes and holds nothing: with one, two members on two machines survive the loss of either. Put it on a third machine; it needs hardly any memory, and can use the grid as any
     * member. Counts among {@link #expectedMembers}, and founds no grid of witnesses alone. If all members are to be
     * stopped, stop it last: left alone it can let nobody in, and has to be started anew with the others. In grids of more than seven members it votes if the selection falls on it.
     */
    public GridConfigBuilder witness() {
        this.witness = true;
        return this;
    }

    /** Failure zone; copies of a slot prefer different ones. */
    public GridConfigBuilder zone(String zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
        return this;
    }

    /** Whether SIGTERM and the end of the JVM leave in order; yes by default. */
    public GridConfigBuilder shutdownHook(boolean shutdownHook) {
        this.shutdownHook = shutdownHook;
        return this;
    }

    /** Classes that values may be made of; what their fields declare is included. */
    public GridConfigBuilder types(Class<?>... types) {
        Collections.addAll(this.types, types);
        return this;
    }

    /**
     * Classes that values may be made of, by name: {@code com.acme.*} is what is in that package and in those below it, {@code com.acme.Order} that class and the classes in
     * it. The same on all members. A value has the names of such classes in it, which {@link #types} does without. What the codec has to refuse stays refused, such as
     * lambdas, collections of an own kind and classes of the JDK.
     */
    public GridConfigBuilder allowTypes(String... patterns) {
        Collections.addAll(this.typePatterns, patterns);
        return this;
    }

    /**
     * A function that this member can run, see {@link GridFunction}. All members that hold data should have the same ones.
     *
     * @throws GridConfigException if there is one of this name already
     */
    public <A, R> GridConfigBuilder function(
            String name, Class<A> argumentType, Class<R> resultType, FunctionBody<A, R> body) {
        FunctionDefinition<A, R> function = new FunctionDefinition<>(name, argumentType, resultType, body);
        if (functions.putIfAbsent(name, function) != null) {
            throw new GridConfigException("there are two functions of the name \"" + name + "\"");
        }
        return this;
    }

    /** How long the body of a function may take, from 1 ms to 10 s; 100 ms by default. */
    public GridConfigBuilder functionBudget(Duration functionBudget) {
        this.functionBudget = Objects.requireNonNull(functionBudget, "functionBudget");
        return this;
    }

    /**
     * What a cache does besides holding entries: where its values come from and go to. All members that hold data should have the same.
     *
     * @throws GridConfigException if there is one of this name already
     */
    public GridConfigBuilder cache(CacheConfig<?, ?> cache) {
        if (caches.putIfAbsent(cache.name(), cache) != null) {
            throw new GridConfigException("there are two caches of the name \"" + cache.name() + "\"");
        }
        return this;
    }

    /**
     * Lets entries of a map be lost to make room; those of other maps never are. The same on all members: each decides for the slots that
     * it is primary of.
     * Replicated and asynchronous maps of that name are other maps, and are not evicted.
     *
     * @param map its name; no pattern, because a member may hold entries of a map whose name it was never told
     */
    public GridConfigBuilder evictMap(String map, Eviction eviction) {
        mapEvictions.put(Objects.requireNonNull(map, "map"), Objects.requireNonNull(eviction, "eviction"));
        return this;
    }

    /**
     * Lets named structures, such as counters, hashes and lists, be lost to make room, each as a whole. Locks, semaphores and rate limits
     * never are, whatever the pattern. The same on all members.
     *
     * @param pattern of names, as Redis's KEYS has it: {@code cache:*}. Of several that match the one said first counts
     */
    public GridConfigBuilder evictStructures(String pattern, Eviction eviction) {
        structureEvictions.put(
                Objects.requireNonNull(pattern, "pattern"), Objects.requireNonNull(eviction, "eviction"));
        return this;
    }

    /**
     * Lets this member keep near copies of a map's entries that others hold: {@link GridMap#get} is then as fast as a cache in the heap, and out of date by no more than
     * a bound. A matter of this member alone: others may have other bounds, or no near copies. Not for maps with arrays in their keys.
     *
     * @param map its name
     */
    public GridConfigBuilder nearMap(String map, NearCopies copies) {
        nearMaps.put(Objects.requireNonNull(map, "map"), Objects.requireNonNull(copies, "copies"));
        return this;
    }

    /** @throws GridConfigException if this cannot work; the message says what to change */
    public GridConfig build() {
        return new GridConfig(this);
    }
}
