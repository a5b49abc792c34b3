package alrc.core.study;

import alrc.core.codec.Values;
import alrc.core.train.KernelForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a kernel form in the place of a study's silence, which model, width and batch decide. */
final class KernelPreset {
  static final String KERNEL = "kernel";

  /** Stands for the preset; never part of a cell. */
  private static final String BY_SHAPE = "by-shape";

  static final List<String> WORDS =
      List.of(BY_SHAPE, KernelForm.SINGLE.word(), KernelForm.STACKED.word());

  private KernelPreset() {}

  /** The values of a cell with its form. */
  static Map<String, Object> resolved(Map<String, Object> cell) {
    Values values = new Values(cell);
    if (!values.text(KERNEL).equals(BY_SHAPE)) {
      return cell;
    }
    Values model = values.section("model");
    KernelForm form =
        KernelForm.preset(model.text("kind"), model.number("width"), values.whole("batch"));
    Map<String, Object> resolved = new LinkedHashMap<>(cell);
    resolved.put(KERNEL, form.word());
    return resolved;
  }
}
