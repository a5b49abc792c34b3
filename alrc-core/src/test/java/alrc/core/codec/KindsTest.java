package alrc.core.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import alrc.core.data.DataSpec;
import alrc.core.gradient.GradientRule;
import alrc.core.loss.Loss;
import alrc.core.lossrule.LossRule;
import alrc.core.model.Model;
import alrc.core.schedule.Schedule;
import alrc.core.schedule.Warmup;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KindsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("alrc.core");

  @Test
  void everyImplementationIsRegistered() {
    registered(Loss.class, Kinds.losses());
    registered(LossRule.class, Kinds.lossRules());
    Set<String> rules = new TreeSet<>();
    Kinds.gradientRules().forEach(kind -> rules.add(kind.type().getName()));
    Kinds.optimizerParts().forEach(type -> rules.add(type.getName()));
    assertEquals(implementations(GradientRule.class), rules, "GradientKinds must list every rule");
    Set<String> schedules = new TreeSet<>(List.of(Warmup.class.getName())); // a field of all
    Kinds.schedules().forEach(kind -> schedules.add(kind.type().getName()));
    assertEquals(implementations(Schedule.class), schedules, "Kinds must list every schedule");
    registered(Model.class, Kinds.models());
    registered(DataSpec.class, Kinds.data());
  }

  private static void registered(Class<?> extensionPoint, List<? extends Kind<?>> kinds) {
    Set<String> listed = new TreeSet<>();
    kinds.forEach(kind -> listed.add(kind.type().getName()));
    String message = "Kinds must list every " + extensionPoint.getSimpleName();
    assertEquals(implementations(extensionPoint), listed, message);
  }

  private static Set<String> implementations(Class<?> extensionPoint) {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (type.isAssignableTo(extensionPoint) && !type.isInterface()) {
        found.add(type.getName());
      }
    }
    return found;
  }

  @Test
  void namesAreDistinct() {
    for (List<? extends Kind<?>> kinds :
        List.of(Kinds.losses(), Kinds.lossRules(), Kinds.optimizers(), Kinds.data())) {
      Set<String> names = new HashSet<>();
      kinds.forEach(kind -> names.add(kind.name()));
      assertEquals(kinds.size(), names.size());
      assertFalse(names.isEmpty());
    }
  }
}
