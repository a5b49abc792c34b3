package alrc.jobs.card;

/** How an axis is divided. */
enum AxisScale {
  /** Equal steps. */
  LINEAR {
    @Override
    double on(double value) {
      return value;
    }

    @Override
    double off(double position) {
      return position;
    }
  },
  /** Equal ratios; of positive values. */
  LOGARITHMIC {
    @Override
    double on(double value) {
      return Math.log10(value);
    }

    @Override
    double off(double position) {
      return Math.pow(10, position);
    }
  };

  /** Where a value is on the axis. */
  abstract double on(double value);

  /** The value at a place on the axis. */
  abstract double off(double position);
}
