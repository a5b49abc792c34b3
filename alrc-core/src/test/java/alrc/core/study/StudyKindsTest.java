package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.core.gradient.GradientRule;
import alrc.settings.Kinds;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class StudyKindsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("alrc.core");

  @TestFactory
  Stream<DynamicTest> everyImplementationIsRegisteredUnderANameOfItsOwn() {
    return StudyKinds.ALL.points().stream()
        .map(point -> DynamicTest.dynamicTest(point.getSimpleName(), () -> registered(point)));
  }

  private static void registered(Class<?> point) {
    Set<String> listed =
        Samples.kinds(point).stream()
            .map(kind -> kind.type().getName())
            .collect(Collectors.toSet());
    assertEquals(implementations(point), listed, "StudyKinds must list every kind");
    long names = Samples.kinds(point).stream().map(Kinds.Kind::name).distinct().count();
    assertEquals(Samples.kinds(point).size(), names);
  }

  /** Every implementation, but for the rules of which optimizers are made. */
  private static Set<String> implementations(Class<?> point) {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      boolean ingredient =
          type.isAssignableTo(GradientRule.class)
              && (type.getSimpleName().startsWith("ScaleBy")
                  || Set.of("Chain", "AddDecayedWeights", "Around").contains(type.getSimpleName()));
      if (type.isAssignableTo(point) && !type.isInterface() && !ingredient) {
        found.add(type.getName());
      }
    }
    return found;
  }
}
