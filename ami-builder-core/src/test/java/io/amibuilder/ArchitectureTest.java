package io.amibuilder;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.amibuilder.wait.Time;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/** The rules of docs/architecture.md that a machine can check. */
@AnalyzeClasses(packages = "io.amibuilder", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule every_package_is_checked_for_nulls = classes()
            .should(ArchCondition.from(DescribedPredicate.describe(
                    "be in a package marked with @NullMarked",
                    (JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))));

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.amibuilder.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothing_below_the_front_door_knows_it = noClasses()
            .that()
            .resideOutsideOfPackage("io.amibuilder")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.amibuilder");

    @ArchTest
    static final ArchRule the_clock_is_read_in_one_place = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.amibuilder.wait.SystemTime")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class);

    @ArchTest
    static final ArchRule real_time_is_chosen_at_the_front_door_only = noClasses()
            .that()
            .resideOutsideOfPackages("io.amibuilder", "io.amibuilder.wait")
            .and()
            .doNotHaveSimpleName("LocalCloudBuilder") // a default that its caller may replace
            .should()
            .callMethod(Time.class, "system");

    @ArchTest
    static final ArchRule chance_has_one_place = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.amibuilder.RandomIds")
            .should()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class);

    @ArchTest
    static final ArchRule failures_can_be_serialized_with_all_that_they_carry = classes()
            .that()
            .areAssignableTo(Serializable.class)
            .and()
            .areNotEnums()
            .and(DescribedPredicate.not(DescribedPredicate.describe(
                    "write something else instead of themselves",
                    type -> type.tryGetMethod("writeReplace").isPresent())))
            .should(ArchCondition.from(DescribedPredicate.describe(
                    "have fields that can be serialized", ArchitectureTest::hasSerializableFields)));

    @ArchTest
    static final ArchRule core_knows_no_cloud_vendor =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("software.amazon..", "io.amibuilder.aws..");

    @ArchTest
    static final ArchRule compiling_touches_no_cloud = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.amibuilder.source..",
                    "io.amibuilder.userdata..",
                    "io.amibuilder.rootfs..",
                    "io.amibuilder.guest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.amibuilder.cloud..", "io.amibuilder.storage..", "io.amibuilder.engine..", "java.net.http..");

    @ArchTest
    static final ArchRule nobody_reads_the_environment_but_the_source_reader = noClasses()
            .that()
            .resideOutsideOfPackage("io.amibuilder.source..")
            .and()
            .doNotHaveSimpleName("LocalCloudBuilder") // looks for QEMU on the PATH
            .and()
            .doNotHaveSimpleName("Terminal") // whether anybody watches
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    private static boolean hasSerializableFields(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .allMatch(field -> !field.getModifiers().contains(JavaModifier.TRANSIENT)
                        && field.getType().getAllInvolvedRawTypes().stream()
                                .allMatch(ArchitectureTest::isSerializable));
    }

    /** The collections of {@code List.copyOf} and {@code Map.copyOf} are serializable, though their interfaces are not. */
    private static boolean isSerializable(JavaClass type) {
        return type.isPrimitive()
                || type.isEquivalentTo(List.class)
                || type.isEquivalentTo(Map.class)
                || type.isAssignableTo(Serializable.class);
    }
}
