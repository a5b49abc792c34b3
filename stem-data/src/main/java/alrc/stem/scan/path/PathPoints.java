package alrc.stem.scan.path;

import alrc.settings.UserMistake;
import java.util.Arrays;
import java.util.Locale;

/**
 * The points of a path that a user gives: times t in seconds, places x and y in pixels, dwells in
 * seconds. Immutable; made by {@link Builder}, which checks each point.
 */
final class PathPoints {
  /** The most points: those of a frame of 1024 × 1024. */
  static final int MOST = 1 << 20;

  private static final double LEAST_DWELL = 1e-9;
  private static final double LONGEST = 10;
  private static final double FARTHEST = 1e6;

  /** Times may be rounded in a file, to float32 too; a fraction of a dwell. */
  private static final double ROUNDING = 1e-3;

  private final double[] t;
  private final double[] x;
  private final double[] y;
  private final double[] dwell;

  private PathPoints(double[] t, double[] x, double[] y, double[] dwell) {
    this.t = t;
    this.x = x;
    this.y = y;
    this.dwell = dwell;
  }

  int count() {
    return t.length;
  }

  double t(int i) {
    return t[i] - t[0];
  }

  double x(int i) {
    return x[i];
  }

  double y(int i) {
    return y[i];
  }

  double dwell(int i) {
    return dwell[i];
  }

  /** The time between the end of a point and the next: longer than a dwell, it is a flyback. */
  private double gap(int i) {
    return i == 0 ? 0 : t[i] - t[i - 1] - dwell[i - 1];
  }

  boolean starts(int i) {
    return i == 0 || gap(i) > dwell[i - 1];
  }

  double longestDwell() {
    double longest = 0;
    for (double one : dwell) {
      longest = Math.max(longest, one);
    }
    return longest;
  }

  double longestFlyback() {
    double longest = 0;
    for (int i = 1; i < t.length; i++) {
      longest = starts(i) ? Math.max(longest, gap(i)) : longest;
    }
    return longest;
  }

  /** Takes points one by one and names the first that cannot be. */
  static final class Builder {
    private final String file;
    private double[] t = new double[256];
    private double[] x = new double[256];
    private double[] y = new double[256];
    private double[] dwell = new double[256];
    private int count;

    Builder(String file) {
      this.file = file;
    }

    /**
     * Adds a point.
     *
     * @param row of the file, for messages
     */
    void add(int row, double time, double atX, double atY, double duration) {
      check(Math.abs(time) <= 1e9, row, "t", time, "must be a number of seconds in [-1e9, 1e9]");
      check(Math.abs(atX) <= FARTHEST, row, "x", atX, "must be in [-1e6, 1e6] pixels");
      check(Math.abs(atY) <= FARTHEST, row, "y", atY, "must be in [-1e6, 1e6] pixels");
      boolean possible = duration >= LEAST_DWELL && duration <= LONGEST;
      check(possible, row, "dwell", duration, "must be in [1e-9, 10] s");
      if (count > 0) {
        double end = t[count - 1] + dwell[count - 1];
        double early = end - time;
        check(
            early <= ROUNDING * dwell[count - 1] + Math.ulp((float) end),
            row,
            "t",
            time,
            "must not be before the end of the point before it, " + end + " s");
        check(-early <= LONGEST, row, "t", time, "must be at most 10 s after the point before it");
      }
      check(count < MOST, row, "points", count + 1, "must be at most " + MOST);
      if (count == t.length) {
        grow();
      }
      t[count] = time;
      x[count] = atX;
      y[count] = atY;
      dwell[count] = duration;
      count++;
    }

    private void check(boolean kept, int row, String name, Object value, String rule) {
      if (!kept) {
        throw new UserMistake(
            String.format(Locale.ROOT, "%s:%d: %s: %s %s", file, row, name, value, rule));
      }
    }

    private void grow() {
      int length = Math.min(MOST, 2 * count);
      t = Arrays.copyOf(t, length);
      x = Arrays.copyOf(x, length);
      y = Arrays.copyOf(y, length);
      dwell = Arrays.copyOf(dwell, length);
    }

    PathPoints done() {
      if (count == 0) {
        throw new UserMistake(file + ": has no points; it needs rows of t, x, y, dwell");
      }
      return new PathPoints(
          Arrays.copyOf(t, count),
          Arrays.copyOf(x, count),
          Arrays.copyOf(y, count),
          Arrays.copyOf(dwell, count));
    }
  }
}
