package alrc.stem.format.tiff;

import alrc.stem.image.PixelSize;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text in field 34682 or 34680 of the TIFF files of FEI and Thermo Fisher: sections of {@code
 * name=value}. An image of a beam states {@code PixelWidth} of {@code [Scan]} in metres. One of the
 * navigation camera has no scan: it states the width of its field, {@code HFW} of {@code [IRBeam]}
 * in metres, and its columns, {@code ResolutionX} of {@code [Image]} (RosettaSciIO, {@code
 * tiff/_api.py}).
 */
final class FeiSettings {
  private final Map<String, String> values = new HashMap<>();

  private FeiSettings(String text) {
    String section = "";
    for (String line : (Iterable<String>) text.lines()::iterator) {
      int equals = line.indexOf('=');
      if (line.startsWith("[")) {
        section = line.strip();
      } else if (equals > 0) {
        values.putIfAbsent(section + line.substring(0, equals), line.substring(equals + 1));
      }
    }
  }

  static @Nullable PixelSize pixelSize(String text) {
    FeiSettings settings = new FeiSettings(text);
    PixelSize scanned = TiffPixelSize.known(settings.number("[Scan]PixelWidth"), "m");
    double columns = settings.number("[Image]ResolutionX");
    return scanned == null
        ? TiffPixelSize.known(settings.number("[IRBeam]HFW") / columns, "m")
        : scanned;
  }

  private double number(String name) {
    return TiffPixelSize.number(values.getOrDefault(name, ""));
  }
}
