package alrc.stem;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A package imports only packages listed above it. */
class HouseRulesTest {
  private static final List<String> ORDER =
      List.of(
          "codec",
          "image",
          "fingerprint",
          "read",
          "scan",
          "crop",
          "transform",
          "dataset",
          "prepare",
          "synthetic");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("alrc.stem");

  @Test
  void packagesImportOnlyThoseAboveThem() {
    var layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String name : ORDER) {
      layers = layers.layer(name).definedBy("alrc.stem." + name);
    }
    for (int i = 0; i < ORDER.size(); i++) {
      String[] above = ORDER.subList(0, i).toArray(String[]::new);
      layers =
          i == 0
              ? layers.whereLayer(ORDER.get(0)).mayNotAccessAnyLayer()
              : layers.whereLayer(ORDER.get(i)).mayOnlyAccessLayers(above);
    }
    layers.check(CLASSES);
  }

  @Test
  void theModuleKnowsNeitherSparkNorTensors() {
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "ai.djl..", "alrc.core..", "alrc.jobs..")
        .check(CLASSES);
  }
}
