package alrc.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HouseRulesTest {
  /** A package imports only packages that stand before it. */
  private static final List<String> ORDER =
      List.of(
          "random",
          "state",
          "schedule",
          "stats",
          "metric",
          "loss",
          "lossrule",
          "gradient",
          "scaling",
          "optimizer",
          "model",
          "data",
          "record",
          "engine",
          "train",
          "study",
          "complete");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("alrc.core");

  @TestFactory
  Stream<DynamicTest> importsGoUpTheListOnly() {
    return IntStream.range(0, ORDER.size() - 1)
        .mapToObj(i -> DynamicTest.dynamicTest(ORDER.get(i), () -> checkImports(i)));
  }

  private static void checkImports(int i) {
    String[] later =
        ORDER.subList(i + 1, ORDER.size()).stream()
            .map(name -> "alrc.core." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("alrc.core." + ORDER.get(i) + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later)
        .check(CLASSES);
  }

  @Test
  void everyPackageIsInTheList() {
    String[] known = ORDER.stream().map(name -> "alrc.core." + name).toArray(String[]::new);
    noClasses().should().resideOutsideOfPackages(known).check(CLASSES);
  }

  @Test
  void theEnginesInternalInterfaceIsTouchedByOneClass() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("alrc.core.train.Autograd")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl.pytorch..")
        .check(CLASSES);
  }

  @Test
  void whatJobsCallsKnowsNoTensors() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "alrc.core.study", "alrc.core.data", "alrc.core.metric", "alrc.core.stats")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(CLASSES);
  }

  @Test
  void neitherSparkNorMicrographsAreKnown() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "alrc.data..")
        .check(CLASSES);
  }
}
