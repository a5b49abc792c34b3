package alrc.stem.transform;

import alrc.stem.scan.ScanMask;
import alrc.stem.scan.ScanPath;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Masks of scan paths, each drawn once per process. */
final class DrawnPaths {
  private static final Map<Drawn, ScanMask> MASKS = new ConcurrentHashMap<>();

  private record Drawn(ScanPath path, int height, int width) {}

  private DrawnPaths() {}

  static ScanMask mask(ScanPath path, int height, int width) {
    return MASKS.computeIfAbsent(
        new Drawn(path, height, width), drawn -> drawn.path.mask(height, width));
  }
}
