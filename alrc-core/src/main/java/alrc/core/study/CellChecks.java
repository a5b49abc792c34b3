package alrc.core.study;

import alrc.core.data.DataSpec;
import alrc.core.model.Fill;
import alrc.core.model.ModelSettings;
import alrc.core.model.Task;
import alrc.core.optimizer.Optimizer;
import alrc.core.schedule.Constant;
import alrc.core.schedule.Course;
import alrc.core.schedule.Piecewise;
import alrc.core.schedule.Schedule;
import alrc.settings.Limits;
import alrc.settings.Node;
import alrc.settings.SettingMistake;
import java.util.List;

/** What no section of a study can see alone: whether its sections go together. */
final class CellChecks {
  private static final Schedule PRESET = new Constant(0);

  private CellChecks() {}

  static void check(
      DataSpec data, ModelSettings model, Optimizer optimizer, Schedule schedule, Schedule beta1) {
    try {
      if (model.network(data.channels()).task() instanceof Task.Completion) {
        checkScans(data);
      }
    } catch (SettingMistake unfit) {
      throw unfit.inside("data");
    }
    checkFill(data, model.network(data.channels()).fill());
    checkBeta1(optimizer, beta1);
    Limits.require(
        !optimizer.keepsMeans() || model.network(data.channels()).heads() == 1,
        "optimizer",
        nameOf(optimizer),
        "must be another one for partial-scan: its trainer network has a rate of its own");
    if (schedule instanceof Piecewise piecewise) {
      mustBegin("optimizer.rate", optimizer.rate(), "schedule.rates", piecewise);
    }
    new Course(optimizer.rate(), schedule).most();
  }

  /** Scans are used whole and as they are: settings of windows and of augmentation do nothing. */
  private static void checkScans(DataSpec data) {
    mustBePreset(data.flip(), "flip", data.flip());
    mustBePreset(data.brightness() == 0, "brightness", data.brightness());
    mustBePreset(data.contrast().equals(List.of(1.0, 1.0)), "contrast", data.contrast());
    if (data instanceof DataSpec.Prepared prepared) {
      mustBePreset(prepared.windows() == DataSpec.WINDOWS, "windows", prepared.windows());
      mustBePreset(prepared.seed() == 0, "seed", prepared.seed());
    }
  }

  private static void checkFill(DataSpec data, Fill fill) {
    if (data instanceof DataSpec.Synthetic && fill == Fill.PROBE_SCAN) {
      String rule = "must be partial-scan or none: synthetic scans are like those of that step";
      throw new SettingMistake("fill", fill.step(), rule).inside("model");
    }
  }

  private static void mustBePreset(boolean isPreset, String name, Object value) {
    Limits.require(
        isPreset, name, value, "must be left out: partial scans are used whole and unchanged");
  }

  private static String nameOf(Optimizer optimizer) {
    return StudyKinds.ALL.nameOf(Optimizer.class, optimizer);
  }

  private static void checkBeta1(Optimizer optimizer, Schedule beta1) {
    if (optimizer.scheduledBeta1().isEmpty()) {
      Limits.require(
          beta1.equals(PRESET),
          "beta1",
          StudyKinds.ALL.nameOf(Schedule.class, beta1),
          "must be left out: " + nameOf(optimizer) + " has no β1 that follows a schedule");
      return;
    }
    double own = optimizer.scheduledBeta1().getAsDouble();
    if (beta1 instanceof Piecewise piecewise) {
      mustBegin("optimizer.beta1", own, "beta1.rates", piecewise);
    }
    Limits.decay("beta1", new Course(own, beta1).most());
  }

  /** The first rate of a schedule takes the place of the optimizer's own value. */
  private static void mustBegin(String name, double own, String rates, Piecewise schedule) {
    double first = schedule.rates().get(0);
    if (own != first) {
      String rule = "must be " + first + ", the first of " + rates + ", which take its place";
      throw new SettingMistake(name, own, rule).conflictingWith(rates);
    }
  }

  /**
   * What a study's file must not say, although a cell may be so: the preset of {@code summary.last}
   * means at most all iterations, but a file that gives a number means that number.
   *
   * @param given the fields that the file gives for the cell
   */
  static void ofFile(Cell cell, Node.Section given) {
    boolean says =
        given.fields().get("summary") instanceof Node.Section summary
            && summary.fields().containsKey("last");
    if (says && cell.summary().last() > cell.iterations()) {
      throw new SettingMistake(
              "summary.last",
              cell.summary().last(),
              "must be at most iterations (" + cell.iterations() + ")")
          .in(given);
    }
  }
}
