package alrc.core.study;

import alrc.core.codec.Field;
import alrc.core.codec.Kind;
import alrc.core.codec.Kinds;
import java.util.List;

/** The fields of a cell, in canonical order, with their presets. */
final class CellSchema {
  private static final long MOST = 1_000_000_000_000L;

  /** The name of the data field. */
  static final String DATA = "data";

  private static final List<Part> PARTS =
      List.of(
          new KindPart(DATA, Kinds.data(), List.of(), null),
          new KindPart("model", Kinds.models(), List.of(), "supersampling"),
          new KindPart("loss", Kinds.losses(), List.of(), "squared"),
          new KindPart("rule", Kinds.lossRules(), List.of(), "none"),
          new PlainPart(Field.whole("batch", 1, 1, 65_536)),
          new SilentPart(new KindListPart("gradient", Kinds.gradientRules())),
          new KindPart("optimizer", Kinds.optimizers(), List.of(), "adam"),
          new KindPart("schedule", Kinds.schedules(), List.of(), "constant"),
          new SilentPart(new KindPart("beta1", Kinds.schedules(), List.of(), "constant")),
          new PlainPart(Field.whole("iterations", 100_000, 1, MOST)),
          new PlainPart(Field.word(KernelPreset.KERNEL, KernelPreset.WORDS, List.of())),
          new SectionPart("summary", List.of(Field.whole("last", 5_000, 1, 100_000_000))),
          new SectionPart("curve", List.of(Field.whole("boxcar", 500, 1, 100_000_000))),
          new KeptPart(new PlainPart(Field.word("models", List.of("none", "final"), List.of()))));

  private CellSchema() {}

  static List<Part> parts() {
    return PARTS;
  }

  static List<String> names() {
    return PARTS.stream().map(Part::name).toList();
  }

  /** What a part names by kind; nothing where it holds plain values. */
  static List<? extends Kind<?>> kinds(Part part) {
    if (part instanceof SilentPart silent) {
      return kinds(silent.part());
    }
    if (part instanceof KindListPart list) {
      return list.kinds();
    }
    return part instanceof KindPart single ? single.kinds() : List.of();
  }

  static Part part(String name) {
    return PARTS.stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
  }
}
