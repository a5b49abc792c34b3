package alrc.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The import rules of the house, checked on the compiled classes. */
@AnalyzeClasses(packages = "alrc.jobs", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest
  static final ArchRule importsGoUpTheList =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("alrc.jobs..")
          .layer("fault")
          .definedBy("alrc.jobs.fault..")
          .layer("storage")
          .definedBy("alrc.jobs.storage..")
          .layer("ledger")
          .definedBy("alrc.jobs.ledger..")
          .layer("inspect")
          .definedBy("alrc.jobs.inspect..")
          .layer("data")
          .definedBy("alrc.jobs.data..")
          .layer("report")
          .definedBy("alrc.jobs.report..")
          .layer("spark")
          .definedBy("alrc.jobs.spark..")
          .layer("cli")
          .definedBy("alrc.jobs.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("inspect")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("spark")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("spark", "cli")
          .whereLayer("data")
          .mayOnlyBeAccessedByLayers("report", "spark", "cli")
          .whereLayer("ledger")
          .mayOnlyBeAccessedByLayers("data", "report", "spark", "cli")
          .whereLayer("storage")
          .mayOnlyBeAccessedByLayers("ledger", "data", "report", "spark", "cli");

  @ArchTest
  static final ArchRule sparkStaysInItsPackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("alrc.jobs.spark..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..");

  @ArchTest
  static final ArchRule tensorsStayBehindTheCore =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("ai.djl..");
}
