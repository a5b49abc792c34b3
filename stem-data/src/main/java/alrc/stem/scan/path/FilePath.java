package alrc.stem.scan.path;

import alrc.settings.Content;
import alrc.settings.OutsideIdentity;
import alrc.settings.RecordJson;
import alrc.settings.SettingMistake;
import alrc.settings.Sha256;
import alrc.settings.UserMistake;
import alrc.stem.scan.PathFiles;
import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;
import alrc.stem.scan.Timing;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A path of the user's own: a table of the columns t in s, x and y in pixels from the upper left
 * corner, and dwell in s; as CSV, whose first line names the columns, or as an NPY array of shape
 * (n, 4). Up to 2^20 points in the order of time, each of which ends before the next begins. A gap
 * that is longer than the dwell before it is a flyback. The longest dwell has the weight 1.
 *
 * @param file its name, relative to the recipe
 * @param sha256 of its bytes, which identify the path; compared if given
 * @param content its bytes, compressed and in Base64, as {@code prepare} passes them to its tasks
 */
public record FilePath(
    @Content(digest = "sha256") String file,
    @Nullable String sha256,
    @OutsideIdentity @Nullable String content)
    implements ScanPath {
  /** Read once per process; files are few. */
  private static final Map<String, PathPoints> READ = new ConcurrentHashMap<>();

  /** Compares the digest with the content. */
  public FilePath {
    if (file.isBlank()) {
      throw new SettingMistake("file", "'" + file + "'", "must be the name of a file");
    }
    if (content != null) {
      byte[] bytes = PathContent.unpacked(content);
      String found = HexFormat.of().formatHex(Sha256.start().digest(bytes));
      if (sha256 != null && !sha256.equals(found)) {
        throw new SettingMistake("sha256", sha256, "must be that of " + file + ", " + found);
      }
      sha256 = found;
      String name = file;
      try {
        READ.computeIfAbsent(content, key -> PathTable.read(name, bytes));
      } catch (UserMistake e) {
        throw new SettingMistake(
            "content", "'" + e.getMessage() + "'", "must be a table of points");
      }
    }
  }

  /** A file that is not read yet. */
  public FilePath(String file) {
    this(file, null, null);
  }

  @Override
  public String kind() {
    return "file";
  }

  @Override
  public ScanPath withFiles(PathFiles files) throws IOException {
    if (content != null) {
      return this;
    }
    byte[] bytes = files.read(file);
    String packed = PathContent.packed(file, bytes);
    READ.put(packed, PathTable.read(file, bytes));
    return new FilePath(file, sha256, packed);
  }

  private PathPoints points() {
    PathPoints points = content == null ? null : READ.get(content);
    if (points == null) {
      throw new SettingMistake(
          "file", file, "cannot be read from here: give a recipe that is a file beside it");
    }
    return points;
  }

  @Override
  public boolean hasOwnTimes() {
    return true;
  }

  @Override
  public Timing timing(Timing given) {
    PathPoints points = points();
    return new Timing(points.longestDwell(), points.longestFlyback());
  }

  /** Returns the time inside the image, in dwells, per pixel of the image. */
  @Override
  public double nominalCoverage(int height, int width) {
    PathPoints points = points();
    double sum = 0;
    for (int i = 0; i < points.count(); i++) {
      boolean inside =
          points.x(i) >= 0 && points.x(i) < width && points.y(i) >= 0 && points.y(i) < height;
      sum += inside ? points.dwell(i) : 0;
    }
    return Math.min(1, sum / points.longestDwell() / height / width);
  }

  /** Pixels that are visited again count once. */
  @Override
  public double tolerance(int height, int width) {
    return 1;
  }

  @Override
  public String json() {
    return RecordJson.canonical(
        RecordJson.tree(Map.of("kind", kind(), "sha256", sha256 == null ? "" : sha256)));
  }

  @Override
  public void trace(Probe probe) {
    PathPoints points = points();
    double longest = points.longestDwell();
    boolean seen = false;
    for (int i = 0; i < points.count(); i++) {
      double x = points.x(i);
      double y = points.y(i);
      seen |= x >= 0 && x < probe.width() && y >= 0 && y < probe.height();
      probe.at(points.t(i), x, y, points.dwell(i) / longest, points.starts(i));
    }
    if (!seen) {
      throw new SettingMistake(
          "file",
          file,
          "must have a point inside the crop of " + probe.height() + "×" + probe.width());
    }
  }
}
