package alrc.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

  /** Two classes of one name in a house can only be distinguished by their imports. */
  @Test
  void noTwoClassesOfTheModulesShareAName() throws IOException {
    List<String> names = new ArrayList<>();
    for (String module : List.of("settings", "alrc-core", "stem-data", "jobs")) {
      try (Stream<Path> files = Files.walk(Alrc.root().resolve(module + "/src/main/java"))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
            .forEach(names::add);
      }
    }
    assertTrue(names.size() > 500, names::toString);
    Set<String> once = new HashSet<>();
    assertEquals(List.of(), names.stream().filter(name -> !once.add(name)).toList());
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
