package io.peergrid.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which part of the grid may use which, as rules over the packages below one root. The root is a parameter so that
 * the same rules can be shown to fail on offenders that are no part of the product.
 */
final class ArchitectureRules {
    private final String root;
    private final List<Part> parts;

    ArchitectureRules(String root) {
        this.root = root;
        Part ports = part("ports").using();
        Part wire = part("wire").using(ports);
        Part membership = part("membership").using(ports, wire);
        Part transport = part("transport").using(ports, wire, membership);
        Part simulation = part("simulation").using(ports, wire, membership);
        Part partition = part("partition").using(ports, wire, membership, transport);
        Part replication = part("replication").using(ports, wire, membership, transport, partition);
        Part core = new Part(
                        "core",
                        List.of(
                                root,
                                below("store"),
                                below("value"),
                                below("command"),
                                below("codec"),
                                below("map"),
                                below("structure"),
                                below("waiting"),
                                below("link"),
                                below("listening"),
                                below("topic"),
                                below("changes"),
                                below("transaction"),
                                below("function"),
                                below("pipeline"),
                                below("eviction"),
                                below("cache"),
                                below("writebehind"),
                                below("threads"),
                                below("near"),
                                below("node")))
                .using(ports, wire, membership, transport, partition, replication);
        Part testkit =
                part("testkit").using(ports, wire, membership, transport, simulation, partition, replication, core);
        parts = List.of(ports, wire, membership, transport, simulation, partition, replication, core, testkit);
    }

    Stream<ArchRule> layering() {
        return parts.stream().map(this::usesOnlyPartsBeneath);
    }

    ArchRule everyPackageHasItsPlace() {
        return classes()
                .should()
                .resideInAnyPackage(patterns(parts))
                .because("a new package must be given its place in ArchitectureRules before anything can use it")
                .allowEmptyShould(true);
    }

    ArchRule jgroupsStaysInItsAdapter() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(below("transport.jgroups"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jgroups..")
                .because("everything else uses the Transport port")
                .allowEmptyShould(true);
    }

    ArchRule protocolsAreDeterministic() {
        return classes()
                .that()
                .resideInAnyPackage(
                        below("wire"), below("membership"), below("partition"), below("replication"), below("near"))
                .should(new BeDeterministic())
                .because("a seed must replay the same run")
                .allowEmptyShould(true);
    }

    private ArchRule usesOnlyPartsBeneath(Part part) {
        String[] usable =
                patterns(Stream.concat(Stream.of(part), part.uses().stream()).toList());
        return classes()
                .that()
                .resideInAnyPackage(patterns(List.of(part)))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(root + "..")).or(resideInAnyPackage(usable)))
                .as(part.name() + " uses only "
                        + part.uses().stream().map(Part::name).toList())
                .because("a part of the grid uses the ones beneath it, never one above or beside")
                .allowEmptyShould(true);
    }

    private Part part(String name) {
        return new Part(name, List.of(below(name)));
    }

    private String below(String name) {
        return root + "." + name + "..";
    }

    private static String[] patterns(List<Part> parts) {
        return parts.stream().flatMap(part -> part.packages().stream()).toArray(String[]::new);
    }

    private record Part(String name, List<String> packages, List<Part> uses) {
        Part(String name, List<String> packages) {
            this(name, packages, List.of());
        }

        Part using(Part... beneath) {
            return new Part(name, packages, List.of(beneath));
        }
    }
}
