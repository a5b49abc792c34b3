package alrc.jobs.card;

import alrc.jobs.inspect.Quantity;
import alrc.jobs.inspect.ScanFacts;
import alrc.jobs.inspect.ScanPanels;
import alrc.stem.image.PixelSize;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.PlannedScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * A scan path as the card shows it.
 *
 * @param pictures of it
 * @param mask the path and what it covers
 * @param facts what the scan asks of an instrument; empty where the recipe is not known
 */
record PathShown(List<Shot> pictures, ScanMask mask, Map<String, String> facts) {
  private static final int SIDE = 256;

  /**
   * One picture.
   *
   * @param image as a data URI
   * @param low what the lightest colour stands for
   * @param high what the darkest colour stands for
   */
  record Shot(String title, String image, String low, String high) {}

  static PathShown of(ScanMask mask) throws IOException {
    String image = Montage.dataUri(Pictured.of(mask));
    return new PathShown(List.of(new Shot("Weight in the mask", image, "", "")), mask, Map.of());
  }

  /**
   * Shows a scan in time.
   *
   * @param pixels sizes of a pixel, where files state them
   */
  static PathShown of(PlannedScan scan, Collection<PixelSize> pixels) throws IOException {
    List<Shot> shots = new ArrayList<>();
    for (ScanPanels.Panel panel : ScanPanels.of(scan, SIDE)) {
      String image = Montage.dataUri(panel.image());
      shots.add(new Shot(panel.title(), image, panel.low(), panel.high()));
    }
    Map<String, String> facts = new LinkedHashMap<>(ScanFacts.lines(scan));
    double[] metres = pixels.stream().flatMapToDouble(PathShown::metres).sorted().toArray();
    if (metres.length > 0) {
      double most = scan.facts().largestAcceleration();
      String low = Quantity.number(most * metres[0]);
      String high = Quantity.number(most * metres[metres.length - 1]);
      String range = low.equals(high) ? low : low + " to " + high;
      facts.put("At the pixel sizes of these images", range + " m/s²");
    }
    return new PathShown(shots, scan.mask(), facts);
  }

  private static DoubleStream metres(PixelSize size) {
    Double unit = ScaleBar.METRES.get(size.unit().strip());
    return unit == null ? DoubleStream.empty() : DoubleStream.of(Math.abs(size.size()) * unit);
  }

  /** Returns a fraction in percent. */
  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
  }
}
