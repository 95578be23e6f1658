package io.amibuilder.aws;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who types at a prompt, or reads a failed assertion, sees what a thing is and never a hash code. */
@AnalyzeClasses(packages = "io.amibuilder", importOptions = ImportOption.DoNotIncludeTests.class)
class PrintedValuesTest {
    @ArchTest
    static final ArchRule what_users_hold_says_what_it_is = classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .haveSimpleNameNotEndingWith("Exception") // which Throwable prints
            .and()
            .resideOutsideOfPackages(
                    "io.amibuilder.engine", "io.amibuilder.traffic", "io.amibuilder.json", "io.amibuilder.examples")
            .and(describe("have methods to call", PrintedValuesTest::isHeld))
            .should(have(describe("a toString() of their own", PrintedValuesTest::saysWhatItIs)));

    private static boolean isHeld(JavaClass type) {
        return type.getMethods().stream()
                .anyMatch(method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                        && !method.getModifiers().contains(JavaModifier.STATIC));
    }

    private static boolean saysWhatItIs(JavaClass type) {
        return type.getAllMethods().stream().anyMatch(PrintedValuesTest::isToString);
    }

    private static boolean isToString(JavaMethod method) {
        return method.getName().equals("toString")
                && method.getRawParameterTypes().isEmpty()
                && !method.getOwner().isEquivalentTo(Object.class);
    }
}
