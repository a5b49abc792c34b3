package alrc.stem.transform;

import alrc.stem.scan.ScanMask;
import alrc.stem.scan.ScanPath;
import alrc.stem.scan.Timing;
import alrc.stem.scan.Visits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Masks and visits of scan paths, each drawn once per process. */
final class DrawnPaths {
  private static final Map<Drawn, ScanMask> MASKS = new ConcurrentHashMap<>();

  private static final Map<Followed, Visits> VISITS = new ConcurrentHashMap<>();

  private record Followed(ScanPath path, int height, int width, Timing timing) {}

  private record Drawn(ScanPath path, int height, int width) {}

  private DrawnPaths() {}

  static ScanMask mask(ScanPath path, int height, int width) {
    return MASKS.computeIfAbsent(
        new Drawn(path, height, width), drawn -> drawn.path.mask(height, width));
  }

  static Visits visits(ScanPath path, int height, int width, Timing timing) {
    return VISITS.computeIfAbsent(
        new Followed(path, height, width, timing),
        followed -> Visits.of(path, height, width, timing));
  }
}
