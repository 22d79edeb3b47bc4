package io.peergrid.jcache;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class JCacheArchitectureTest {
    @Test
    void usesOnlyThePublicApi() {
        classes()
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("io.peergrid.."))
                        .or(resideInAnyPackage("io.peergrid", "io.peergrid.jcache..")))
                .because("an integration does nothing that an application could not do")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.peergrid.jcache"));
    }
}
