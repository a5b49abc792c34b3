package alrc.stem.scan;

import alrc.settings.SettingMistake;
import java.util.Arrays;
import java.util.BitSet;

/** Collects visits; those of one pixel that follow each other become one. */
final class VisitCollector {
  private final String kind;
  private final int height;
  private final int width;
  private int[] pixels = new int[1024];
  private double[] times = new double[1024];
  private float[] durations = new float[1024];
  private float[] x = new float[1024];
  private float[] y = new float[1024];
  private final BitSet starts = new BitSet();
  private int count;
  private int lastRow;
  private int lastCol;

  VisitCollector(String kind, int height, int width) {
    this.kind = kind;
    this.height = height;
    this.width = width;
  }

  PointSink dwells(double dwell) {
    return (time, atX, atY, share, begins) -> {
      double duration = share * dwell;
      add(
          (int) Math.floor(atY),
          (int) Math.floor(atX),
          time + duration / 2,
          duration,
          atX,
          atY,
          begins);
    };
  }

  /** The pixels of a line get equal times; the end of the path gets none. */
  PointSink lines() {
    double[] last = new double[3];
    return (time, atX, atY, share, begins) -> {
      if (begins) {
        add((int) Math.floor(atY), (int) Math.floor(atX), time, 0, atX, atY, true);
      } else {
        line(last[0], last[1], last[2], atX, atY, time);
      }
      last[0] = atX;
      last[1] = atY;
      last[2] = time;
    };
  }

  private void line(double x0, double y0, double t0, double x1, double y1, double t1) {
    int fromCol = (int) Math.floor(x0);
    int fromRow = (int) Math.floor(y0);
    int toCol = (int) Math.floor(x1);
    int toRow = (int) Math.floor(y1);
    int steps = Math.max(Math.abs(toCol - fromCol), Math.abs(toRow - fromRow));
    double duration = (t1 - t0) / Math.max(1, steps);
    Canvas.walk(
        fromCol,
        fromRow,
        toCol,
        toRow,
        (col, row, step) -> {
          double along = (step + 0.5) / steps;
          double time = t0 + along * (t1 - t0);
          add(row, col, time, duration, x0 + along * (x1 - x0), y0 + along * (y1 - y0), false);
        });
  }

  private void add(
      int row, int col, double time, double duration, double atX, double atY, boolean begins) {
    if (count > 0 && row == lastRow && col == lastCol && !begins) {
      merge(count - 1, time, duration, atX, atY);
      return;
    }
    if (count == pixels.length) {
      grow();
    }
    boolean inside = row >= 0 && row < height && col >= 0 && col < width;
    pixels[count] = inside ? row * width + col : Visits.OUTSIDE;
    times[count] = time;
    durations[count] = (float) duration;
    x[count] = (float) atX;
    y[count] = (float) atY;
    starts.set(count, begins);
    count++;
    lastRow = row;
    lastCol = col;
  }

  private void merge(int i, double time, double duration, double atX, double atY) {
    double sum = durations[i] + duration;
    double part = sum > 0 ? duration / sum : 0.5;
    times[i] += part * (time - times[i]);
    x[i] += (float) (part * (atX - x[i]));
    y[i] += (float) (part * (atY - y[i]));
    durations[i] = (float) sum;
  }

  private void grow() {
    if (count == Visits.MOST) {
      throw new SettingMistake(
          "path",
          kind,
          "has more than "
              + Visits.MOST
              + " dwells on "
              + height
              + "×"
              + width
              + " pixels; take smaller crops, or no distortion in time");
    }
    int length = Math.min(Visits.MOST, 2 * count);
    pixels = Arrays.copyOf(pixels, length);
    times = Arrays.copyOf(times, length);
    durations = Arrays.copyOf(durations, length);
    x = Arrays.copyOf(x, length);
    y = Arrays.copyOf(y, length);
  }

  Visits done() {
    return new Visits(
        Arrays.copyOf(pixels, count),
        Arrays.copyOf(times, count),
        Arrays.copyOf(durations, count),
        Arrays.copyOf(x, count),
        Arrays.copyOf(y, count),
        starts);
  }
}
