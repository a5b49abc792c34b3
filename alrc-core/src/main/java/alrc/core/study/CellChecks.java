package alrc.core.study;

import alrc.core.data.DataSpec;
import alrc.core.model.ModelSettings;
import alrc.core.optimizer.Optimizer;
import alrc.core.schedule.Constant;
import alrc.core.schedule.Course;
import alrc.core.schedule.Piecewise;
import alrc.core.schedule.Schedule;
import alrc.settings.Limits;
import alrc.settings.SettingMistake;

/** What no section of a study can see alone: whether its sections go together. */
final class CellChecks {
  private static final Schedule PRESET = new Constant(0);

  private CellChecks() {}

  static void check(
      DataSpec data, ModelSettings model, Optimizer optimizer, Schedule schedule, Schedule beta1) {
    try {
      model.network(data.channels());
    } catch (SettingMistake unfit) {
      throw unfit.inside("data");
    }
    checkBeta1(optimizer, beta1);
    if (schedule instanceof Piecewise piecewise) {
      double first = piecewise.rates().get(0);
      Limits.require(
          optimizer.rate() == first,
          "optimizer.rate",
          optimizer.rate(),
          "must be " + first + ", the first of schedule.rates, which take its place");
    }
    new Course(optimizer.rate(), schedule).most();
  }

  private static void checkBeta1(Optimizer optimizer, Schedule beta1) {
    if (optimizer.scheduledBeta1().isEmpty()) {
      Limits.require(
          beta1.equals(PRESET),
          "beta1",
          StudyKinds.ALL.nameOf(Schedule.class, beta1),
          "must be left out: "
              + StudyKinds.ALL.nameOf(Optimizer.class, optimizer)
              + " has no β1 that follows a schedule");
      return;
    }
    double own = optimizer.scheduledBeta1().getAsDouble();
    if (beta1 instanceof Piecewise piecewise) {
      double first = piecewise.rates().get(0);
      Limits.require(
          own == first,
          "optimizer.beta1",
          own,
          "must be " + first + ", the first of beta1.rates, which take its place");
    }
    Limits.decay("beta1", new Course(own, beta1).most());
  }
}
