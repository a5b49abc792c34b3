package alrc.stem.format.tiff;

import alrc.stem.image.PixelSize;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The pixel size in TIFF files of JEOL's SightX: the resolution is that of the camera, so its pixel
 * is divided by the magnification, which the XML in the description states as {@code SelectorValue}
 * of {@code ImageFormingSystem}, in TEM mode MAG. Diffraction patterns and scanned images have no
 * length (RosettaSciIO, {@code tiff/_api.py}; its test of an image at such a magnification expects
 * nm).
 */
final class JeolReport {
  static final int MAKE = 271;
  static final String MAKER = "JEOL Ltd.";
  private static final int RESOLUTION_UNIT = 296;
  private static final int CENTIMETRE = 3;
  private static final double NM_PER_CENTIMETRE = 1e7;
  private static final double NM_PER_INCH = 2.54e7;

  private JeolReport() {}

  static @Nullable PixelSize pixelSize(TiffDirectory fields, String description)
      throws IOException {
    String imaging = text(description, "ImageFormingSystem");
    boolean image =
        text(description, "EosMode").equals("eosTEM") && text(imaging, "ModeString").equals("MAG");
    if (!image) {
      return null;
    }
    double magnification = TiffPixelSize.number(text(imaging, "SelectorValue"));
    boolean metric = fields.integer(RESOLUTION_UNIT, 2) == CENTIMETRE;
    double unit = metric ? NM_PER_CENTIMETRE : NM_PER_INCH;
    return TiffPixelSize.known(unit / fields.rational(TiffPage.X_RESOLUTION) / magnification, "nm");
  }

  private static String text(String xml, String element) {
    int start = xml.indexOf("<" + element + ">");
    int end = xml.indexOf("</" + element + ">", Math.max(0, start));
    return start < 0 || end < 0 ? "" : xml.substring(start + element.length() + 2, end).strip();
  }
}
