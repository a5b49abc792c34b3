package alrc.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The import rules of the house, checked on the compiled classes. */
class HouseRulesTest {
  /** A package imports only packages before it. */
  private static final List<String> ORDER =
      List.of(
          "terminal",
          "fault",
          "storage",
          "page",
          "inspect",
          "doctor",
          "ledger",
          "data",
          "card",
          "examples",
          "replay",
          "results",
          "chart",
          "figure",
          "report",
          "export",
          "watch",
          "complete",
          "spark",
          "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("alrc.jobs");

  @Test
  void importsGoUpTheList() {
    for (int i = 0; i < ORDER.size() - 1; i++) {
      String[] later =
          ORDER.subList(i + 1, ORDER.size()).stream()
              .map(name -> "alrc.jobs." + name + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("alrc.jobs." + ORDER.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .check(CLASSES);
    }
  }

  @Test
  void everyPackageIsInTheList() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ORDER.stream().map(name -> "alrc.jobs." + name + "..").toArray(String[]::new))
        .should()
        .resideInAPackage("alrc.jobs..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void sparkStaysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("alrc.jobs.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..")
        .check(CLASSES);
  }

  /** What the jobs share knows none of them, and none knows another. */
  @Test
  void jobsStandApart() {
    List<String> jobs =
        List.of("alrc.jobs.spark.prepare", "alrc.jobs.spark.sweep", "alrc.jobs.spark.complete");
    for (String job : jobs) {
      noClasses()
          .that()
          .resideInAPackage("alrc.jobs.spark..")
          .and()
          .resideOutsideOfPackage(job)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(job)
          .check(CLASSES);
    }
  }

  @Test
  void tensorsStayBehindTheCore() {
    noClasses().should().dependOnClassesThat().resideInAnyPackage("ai.djl..").check(CLASSES);
  }
}
