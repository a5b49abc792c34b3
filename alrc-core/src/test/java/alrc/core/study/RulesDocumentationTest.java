package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.gradient.GradientRule;
import alrc.core.lossrule.LossRule;
import alrc.core.optimizer.Optimizer;
import alrc.core.schedule.Schedule;
import alrc.settings.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/rules.md is what the Javadoc of the kinds says; {@code -Dalrc.write=true} writes it. */
class RulesDocumentationTest {
  private static final Path PAGE = Path.of("..", "docs", "rules.md");

  private static final Map<Class<?>, String> SECTIONS = new LinkedHashMap<>();

  static {
    SECTIONS.put(LossRule.class, "Rules that act on losses");
    SECTIONS.put(GradientRule.class, "Rules that act on gradients and updates");
    SECTIONS.put(Optimizer.class, "Optimizers");
    SECTIONS.put(Schedule.class, "Schedules");
  }

  private static final String HEAD =
      """
      # Rules, optimizers and schedules

      This page is generated from the source code. Each entry gives the formula, its source, the settings with their
      defaults and what is read back from the device in each step, which costs time on a graphics card. "Elsewhere"
      names faults that we found in other implementations. A study names a kind as its heading does, and so does the
      report. [conformance](conformance/README.md) has inputs and outputs of each gradient rule and optimizer, with which
      other programs can test theirs.

      g is the gradient, w the parameters, t the step, η the rate; ← says that a value takes the place of another one.

      """;

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    SECTIONS.forEach(
        (point, title) -> {
          page.append("## ").append(title).append("\n\n");
          for (Kinds.Kind kind : StudyKinds.ALL.of(point)) {
            KindText text = new KindText(kind);
            page.append("### `").append(kind.name()).append("`\n\n").append(text.markdown());
            if (point != Schedule.class) {
              page.append(text.reads()).append("\n\n");
            }
            page.append(text.settings()).append('\n');
          }
        });
    return page.toString().stripTrailing() + "\n";
  }

  @Test
  void thePageIsThatOfTheCode() throws IOException {
    String expected = page();
    if (Boolean.getBoolean("alrc.write")) {
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected, Files.readString(PAGE), "run this test with -Dalrc.write=true");
  }

  /** A formula or a sentence with one, a source, and a meaning of each setting. */
  @Test
  void everyKindIsDescribed() {
    for (Class<?> point : SECTIONS.keySet()) {
      for (Kinds.Kind kind : StudyKinds.ALL.of(point)) {
        KindText text = new KindText(kind);
        assertFalse(text.markdown().isBlank(), kind.name());
        assertFalse(text.settings().contains("|  |"), kind.name() + text.settings());
        boolean sourced = text.markdown().contains("Source: ");
        boolean own = List.of("none", "chain", "sgd").contains(kind.name());
        assertTrue(sourced || own || point == Schedule.class, kind.name() + " has no source");
      }
    }
  }
}
