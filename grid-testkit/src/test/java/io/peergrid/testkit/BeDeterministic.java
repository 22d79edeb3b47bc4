package io.peergrid.testkit;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Holds for code that takes time, randomness, scheduling and sending from its ports only. Locks, atomics and plain
 * futures are fine: they order what happens, they do not decide it.
 */
final class BeDeterministic extends ArchCondition<JavaClass> {
    private static final String CLOCK = "take the time from the Clock port";
    private static final String RANDOM = "draw from the RandomGenerator that was handed in";
    private static final String SCHEDULER = "give the work and its delay to the Scheduler port";
    private static final String TRANSPORT = "send through the Transport port";
    private static final String WIRE = "write it with WireWriter and read it with WireReader";

    private static final List<Ban> BANNED_CALLS = List.of(
            call("java.lang.System.(currentTimeMillis|nanoTime)", CLOCK),
            call("java.time.\\w+.now", CLOCK),
            call("java.time.Clock.(system|tick)\\w*", CLOCK),
            call("java.time.InstantSource.system", CLOCK),
            call("java.util.Date.<init>", CLOCK),
            call("java.util.Calendar.getInstance", CLOCK),
            call("java.lang.(Strict)?Math.random", RANDOM),
            call("java.util.Random.<init>", RANDOM),
            call("java.util.SplittableRandom.<init>", RANDOM),
            call("java.util.random.RandomGenerator.(of|getDefault)", RANDOM),
            call("java.util.random.RandomGeneratorFactory.\\w+", RANDOM),
            call("java.util.UUID.randomUUID", RANDOM),
            call("java.lang.Thread.(<init>|start|sleep)", SCHEDULER),
            call("java.util.concurrent.TimeUnit.sleep", SCHEDULER),
            call("java.util.concurrent.locks.LockSupport.park\\w*", SCHEDULER),
            // With an executor handed in they are as deterministic as that executor.
            call("java.util.concurrent.Complet(ableFuture|ionStage).\\w+Async(?!\\(.*Executor)", SCHEDULER),
            call("java.util.concurrent.CompletableFuture.(orTimeout|completeOnTimeout|delayedExecutor)", SCHEDULER));

    private static final List<Ban> BANNED_TYPES = List.of(
            type("java.util.concurrent.ThreadLocalRandom", RANDOM),
            type("java.security.SecureRandom", RANDOM),
            type("java.util.(Timer|TimerTask)", SCHEDULER),
            type("java.util.concurrent.(Executors|\\w*ExecutorService|\\w*PoolExecutor|ForkJoinPool)", SCHEDULER),
            type("java.net.((Server|Datagram|Multicast)?Socket|URL|\\w*URLConnection)", TRANSPORT),
            type("java.net.http.\\w+", TRANSPORT),
            type("java.nio.channels.\\w+", TRANSPORT),
            type("java.io.(Object(Input|Output)(Stream)?|Externalizable)", WIRE));

    BeDeterministic() {
        super("be deterministic");
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        for (JavaAccess<?> access : item.getAccessesFromSelf()) {
            report(item, access.getTarget().getFullName(), BANNED_CALLS, access.getDescription(), events);
        }
        for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
            String target = dependency.getTargetClass().getBaseComponentType().getFullName();
            report(item, target, BANNED_TYPES, dependency.getDescription(), events);
        }
    }

    private static void report(JavaClass item, String target, List<Ban> bans, String what, ConditionEvents events) {
        for (Ban ban : bans) {
            if (ban.forbids(target)) {
                events.add(SimpleConditionEvent.violated(item, what + ": " + ban.instead()));
            }
        }
    }

    private static Ban call(String pattern, String instead) {
        return new Ban(Pattern.compile(pattern + "\\(.*"), instead);
    }

    private static Ban type(String pattern, String instead) {
        return new Ban(Pattern.compile(pattern), instead);
    }

    private record Ban(Pattern target, String instead) {
        boolean forbids(String fullName) {
            return target.matcher(fullName).matches();
        }
    }
}
