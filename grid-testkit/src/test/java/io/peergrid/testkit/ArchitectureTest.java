package io.peergrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the product to {@link ArchitectureRules}, and the rules to finding each offence planted for them. */
class ArchitectureTest {
    private static final String OFFENDERS = "io.peergrid.testkit.offenders";

    private static final ArchitectureRules RULES = new ArchitectureRules("io.peergrid");
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.peergrid");

    private static final ArchitectureRules OFFENDED_RULES = new ArchitectureRules(OFFENDERS);
    private static final JavaClasses OFFENDING = new ClassFileImporter().importPackages(OFFENDERS);

    static Stream<ArchRule> layering() {
        return RULES.layering();
    }

    @ParameterizedTest
    @MethodSource("layering")
    void eachPartUsesOnlyThePartsBeneathIt(ArchRule rule) {
        rule.check(PRODUCT);
    }

    @Test
    void everyPackageHasItsPlace() {
        RULES.everyPackageHasItsPlace().check(PRODUCT);
    }

    @Test
    void jgroupsStaysInItsAdapter() {
        RULES.jgroupsStaysInItsAdapter().check(PRODUCT);
    }

    @Test
    void protocolsAreDeterministic() {
        RULES.protocolsAreDeterministic().check(PRODUCT);
    }

    @ParameterizedTest
    @CsvSource({
        "partition.UsesThePartAbove, replication.UsesJGroups",
        "membership.UsesThePartBeside, simulation.Beside",
    })
    void findsUseOfAPartAboveOrBeside(String user, String used) {
        assertThat(OFFENDED_RULES.layering().flatMap(ArchitectureTest::violations))
                .anySatisfy(violation ->
                        assertThat(violation).contains(OFFENDERS + "." + user).contains(OFFENDERS + "." + used));
    }

    @Test
    void findsAPackageWithoutAPlace() {
        assertThat(violations(OFFENDED_RULES.everyPackageHasItsPlace()))
                .singleElement()
                .asString()
                .contains("elsewhere.Stray");
    }

    @Test
    void findsJGroupsOutsideItsAdapter() {
        assertThat(violations(OFFENDED_RULES.jgroupsStaysInItsAdapter()))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation).contains("UsesJGroups"));
    }

    @ParameterizedTest
    @FieldSource("FORBIDDEN_CALLS")
    void findsAForbiddenCallAndNamesItsReplacement(List<String> callAndReplacement) {
        assertThat(violations(OFFENDED_RULES.protocolsAreDeterministic()))
                .anySatisfy(violation -> assertThat(violation).contains(callAndReplacement));
    }

    @Test
    void allowsLocksAtomicsAndFutures() {
        assertThat(violations(OFFENDED_RULES.protocolsAreDeterministic()))
                .noneSatisfy(violation -> assertThat(violation).contains("Orderly"));
    }

    static final List<List<String>> FORBIDDEN_CALLS = List.of(
            List.of("System.currentTimeMillis()", "Clock port"),
            List.of("System.nanoTime()", "Clock port"),
            List.of("Instant.now()", "Clock port"),
            List.of("Clock.systemUTC()", "Clock port"),
            List.of("Math.random()", "RandomGenerator"),
            List.of("java.util.Random.<init>", "RandomGenerator"),
            List.of("ThreadLocalRandom", "RandomGenerator"),
            List.of("SecureRandom", "RandomGenerator"),
            List.of("UUID.randomUUID()", "RandomGenerator"),
            List.of("Thread.<init>", "Scheduler port"),
            List.of("Thread.start()", "Scheduler port"),
            List.of("Thread.sleep(long)", "Scheduler port"),
            List.of("Executors.newSingleThreadExecutor()", "Scheduler port"),
            List.of("ThreadPoolExecutor", "Scheduler port"),
            List.of("CompletableFuture.supplyAsync", "Scheduler port"),
            List.of("java.net.Socket", "Transport port"),
            List.of("ObjectOutputStream", "WireWriter"));

    private static Stream<String> violations(ArchRule rule) {
        return rule.evaluate(OFFENDING).getFailureReport().getDetails().stream();
    }
}
