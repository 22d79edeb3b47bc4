package io.peergrid.demo;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DemoArchitectureTest {
    @Test
    void usesOnlyThePublicApiAndTheTestkit() {
        classes()
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("io.peergrid.."))
                        .or(resideInAnyPackage("io.peergrid", "io.peergrid.testkit..", "io.peergrid.demo..")))
                .because("the demo shows what an application can do")
                .allowEmptyShould(true)
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.peergrid.demo"));
    }
}
