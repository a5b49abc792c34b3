package alrc.stem.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.triangulate.DelaunayTriangulationBuilder;

/**
 * Linear interpolation in the triangles of a Delaunay triangulation of the selected pixels, made by
 * JTS; outside their convex hull the value of the nearest. Selected pixels keep their values. Where
 * four or more pixels lie on an empty circle, which a grid has often, the triangulation is one of
 * several.
 */
public record Linear() implements Baseline {
  @Override
  public String name() {
    return "linear";
  }

  @Override
  public String source() {
    return "linear interpolation in a Delaunay triangulation, nearest outside";
  }

  @Override
  public float[] complete(Samples samples) {
    float[] image = samples.mask().spread(samples.values());
    boolean[] missing = samples.known();
    for (int i = 0; i < missing.length; i++) {
      missing[i] = !missing[i];
    }
    for (Coordinate[] triangle : triangles(samples)) {
      fill(image, missing, samples.width(), triangle);
    }
    Nearest.fill(image, missing, samples);
    return image;
  }

  private static List<Coordinate[]> triangles(Samples samples) {
    List<Coordinate> corners = corners(samples);
    if (corners.size() < 3) {
      return List.of();
    }
    DelaunayTriangulationBuilder builder = new DelaunayTriangulationBuilder();
    builder.setSites(corners);
    List<Coordinate[]> triangles = new ArrayList<>();
    for (Object corner : builder.getSubdivision().getTriangleCoordinates(false)) {
      triangles.add((Coordinate[]) corner);
    }
    return triangles;
  }

  /**
   * Returns the selected pixels, with their values as z, but for those whose eight neighbours are
   * all selected: their triangles are halves of the squares between pixels, which have no pixel to
   * fill and do not change without them.
   */
  private static List<Coordinate> corners(Samples samples) {
    boolean[] known = samples.known();
    int width = samples.width();
    List<Coordinate> corners = new ArrayList<>();
    for (int k = 0; k < samples.count(); k++) {
      int row = samples.selected()[k] / width;
      int col = samples.selected()[k] % width;
      if (!isSurrounded(known, samples.height(), width, row, col)) {
        corners.add(new Coordinate(col, row, samples.values()[k]));
      }
    }
    return corners;
  }

  private static boolean isSurrounded(boolean[] known, int height, int width, int row, int col) {
    if (row == 0 || col == 0 || row == height - 1 || col == width - 1) {
      return false;
    }
    for (int i = 0; i < 9; i++) {
      if (!known[(row - 1 + i / 3) * width + col - 1 + i % 3]) {
        return false;
      }
    }
    return true;
  }

  /** Fills the missing pixels of a triangle, its sides included; exact in what lies within. */
  private static void fill(float[] image, boolean[] missing, int width, Coordinate[] corners) {
    long[] x = Arrays.stream(corners, 0, 3).mapToLong(corner -> (long) corner.x).toArray();
    long[] y = Arrays.stream(corners, 0, 3).mapToLong(corner -> (long) corner.y).toArray();
    long area = twiceArea(x[0], y[0], x[1], y[1], x[2], y[2]);
    long sign = Long.signum(area);
    for (long row = min(y); area != 0 && row <= max(y); row++) {
      for (long col = min(x); col <= max(x); col++) {
        int pixel = (int) (row * width + col);
        long a = sign * twiceArea(col, row, x[1], y[1], x[2], y[2]);
        long b = sign * twiceArea(x[0], y[0], col, row, x[2], y[2]);
        long c = sign * area - a - b;
        if (missing[pixel] && a >= 0 && b >= 0 && c >= 0) {
          double sum = a * corners[0].z + b * corners[1].z + c * corners[2].z;
          image[pixel] = (float) (sum / (sign * area));
          missing[pixel] = false;
        }
      }
    }
  }

  private static long twiceArea(long ax, long ay, long bx, long by, long cx, long cy) {
    return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  }

  private static long min(long[] values) {
    return Math.min(values[0], Math.min(values[1], values[2]));
  }

  private static long max(long[] values) {
    return Math.max(values[0], Math.max(values[1], values[2]));
  }
}
