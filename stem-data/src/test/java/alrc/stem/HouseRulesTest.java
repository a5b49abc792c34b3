package alrc.stem;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A package imports only packages listed above it. The families of formats stand beside each other:
 * none imports another, but for what two of them share.
 */
class HouseRulesTest {
  private static final List<String> BEFORE_FAMILIES =
      List.of("parquet", "image", "fingerprint", "source", "packed", "archive", "stored");

  private static final List<String> FAMILIES =
      List.of(
          "format.blockfile",
          "format.empad",
          "format.gatan",
          "format.hdf5",
          "format.hyperspy",
          "format.merlin",
          "format.mrc",
          "format.numpy",
          "format.png",
          "format.tia",
          "format.tiff",
          "format.tvips",
          "format.zarr");

  /** HyperSpy writes the same structure into HDF5 and into Zarr. */
  private static final Map<String, String> SHARED_BY_FAMILY =
      Map.of("format.hdf5", "format.hyperspy", "format.zarr", "format.hyperspy");

  private static final List<String> AFTER_FAMILIES =
      List.of(
          "read",
          "scan",
          "scan.path",
          "scan.distortion",
          "scan.noise",
          "crop",
          "transform",
          "baseline",
          "dataset",
          "examples",
          "prepare",
          "synthetic");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("alrc.stem");

  private static List<String> order() {
    List<String> order = new ArrayList<>(BEFORE_FAMILIES);
    order.addAll(FAMILIES);
    order.addAll(AFTER_FAMILIES);
    return order;
  }

  /** Returns the packages that one may import. */
  private static List<String> above(String name) {
    if (!FAMILIES.contains(name)) {
      return order().subList(0, order().indexOf(name));
    }
    List<String> above = new ArrayList<>(BEFORE_FAMILIES);
    if (SHARED_BY_FAMILY.containsKey(name)) {
      above.add(SHARED_BY_FAMILY.get(name));
    }
    return above;
  }

  @Test
  void packagesImportOnlyThoseAboveThem() {
    var layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String name : order()) {
      layers = layers.layer(name).definedBy("alrc.stem." + name);
    }
    for (String name : order()) {
      List<String> above = above(name);
      layers =
          above.isEmpty()
              ? layers.whereLayer(name).mayNotAccessAnyLayer()
              : layers.whereLayer(name).mayOnlyAccessLayers(above.toArray(String[]::new));
    }
    layers.check(CLASSES);
  }

  @Test
  void everyPackageHasItsPlaceAndNoneIsInACircle() {
    TreeSet<String> packages = new TreeSet<>();
    CLASSES.forEach(type -> packages.add(type.getPackageName().substring("alrc.stem.".length())));
    assertEquals(new TreeSet<>(order()), packages);
    slices().matching("alrc.stem.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** So no XML in a file can unfold, or name another file or host that is then read. */
  @Test
  void noReaderParsesXml() {
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.xml..", "org.w3c.dom..", "org.xml..")
        .check(CLASSES);
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
