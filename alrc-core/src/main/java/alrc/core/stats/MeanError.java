package alrc.core.stats;

import java.util.Optional;
import java.util.OptionalDouble;

/** The mean final error of a cell, or the reason why it has none. */
public sealed interface MeanError {
  /** The mean, where there is one. */
  Optional<Known> known();

  /** Why there is no mean, for a reader; empty where there is one. */
  String reason();

  /**
   * All trials have a finite error.
   *
   * @param value their mean
   * @param sd their standard deviation, divisor n − 1; empty for one trial
   * @param interval confidence interval of the mean by Student's t; empty for one trial
   */
  record Known(double value, OptionalDouble sd, Optional<Interval> interval) implements MeanError {
    @Override
    public Optional<Known> known() {
      return Optional.of(this);
    }

    @Override
    public String reason() {
      return "";
    }
  }

  /**
   * Some trials diverged: the mean of all is infinite, and the mean of the rest would reward a cell
   * for losing its worst trials.
   *
   * @param diverged how many, ≥ 1
   * @param trials of how many
   */
  record Diverged(int diverged, int trials) implements MeanError {
    @Override
    public Optional<Known> known() {
      return Optional.empty();
    }

    @Override
    public String reason() {
      return diverged + " of " + trials + " trials diverged";
    }
  }

  /**
   * Some completed trials have no value: the mean of the rest would be of other trials than it
   * says.
   *
   * @param without how many, ≥ 1
   * @param trials of how many completed ones
   */
  record Incomplete(int without, int trials) implements MeanError {
    @Override
    public Optional<Known> known() {
      return Optional.empty();
    }

    @Override
    public String reason() {
      return without
          + " of "
          + trials
          + (trials == 1 ? " trial has" : " trials have")
          + " no value";
    }
  }

  /** No trial has finished. */
  record NoTrials() implements MeanError {
    @Override
    public Optional<Known> known() {
      return Optional.empty();
    }

    @Override
    public String reason() {
      return "no trial has finished";
    }
  }

  /** The mean of the errors with its t interval. */
  static MeanError of(FinalErrors errors, double confidence) {
    if (errors.count() == 0) {
      return new NoTrials();
    }
    if (errors.diverged() > 0) {
      return new Diverged(errors.diverged(), errors.count());
    }
    double[] values = errors.values();
    Summary summary = Summary.of(values);
    boolean spread = values.length >= 2;
    return new Known(
        summary.mean(),
        spread ? OptionalDouble.of(summary.sd()) : OptionalDouble.empty(),
        spread ? Optional.of(MeanInterval.of(confidence, values)) : Optional.empty());
  }
}
