package alrc.stem.format.tiff;

import alrc.stem.image.PixelSize;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pixel size of a TIFF page, as the programs that write micrographs state it, each in its own
 * way:
 *
 * <ul>
 *   <li>ImageJ: {@code unit} in the description, and pixels per unit in XResolution; an inch or a
 *       centimetre is what ImageJ makes of a resolution to print at;
 *   <li>OME-TIFF: {@code PhysicalSizeX} and {@code PhysicalSizeXUnit}, µm by default, of the first
 *       {@code Pixels} in the description (OME schema 2016-06);
 *   <li>Gatan's DigitalMicrograph: field 65009 is the size of a column, field 65003 its unit;
 *   <li>FEI and Thermo Fisher: {@link FeiSettings};
 *   <li>JEOL SightX: {@link JeolReport};
 *   <li>Zeiss SmartSEM: the fourth line of field 34118, in metres for an image of 1,024 columns;
 *   <li>TVIPS EM-MENU: {@link TvipsHeader};
 *   <li>Olympus SIS and EMSIS iTEM: {@link SisStructure}.
 * </ul>
 *
 * <p>Those of Gatan and Zeiss are known from RosettaSciIO, {@code tiff/_api.py}, and tifffile.
 * XResolution and ResolutionUnit alone say how large to print a page, not how large a pixel is on
 * the specimen: a file that has no more has no pixel size.
 */
final class TiffPixelSize {
  private static final int GATAN_UNIT = 65003;
  private static final int GATAN_SIZE = 65009;
  private static final int FEI_HELIOS = 34682;
  private static final int FEI_SFEG = 34680;
  private static final int ZEISS = 34118;
  private static final int ZEISS_COLUMNS = 1024;

  private static final Pattern IMAGEJ_UNIT = Pattern.compile("(?m)^unit=(.+)$");

  /** How ImageJ writes what is not ASCII. */
  private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

  private static final Pattern OME_SIZE = Pattern.compile("\\bPhysicalSizeX=[\"']([^\"']*)[\"']");
  private static final Pattern OME_UNIT =
      Pattern.compile("\\bPhysicalSizeXUnit=[\"']([^\"']*)[\"']");

  private TiffPixelSize() {}

  /** Returns the size; null where the file does not state it. */
  static @Nullable PixelSize of(TiffPage page, String description) throws IOException {
    TiffDirectory fields = page.directory();
    if (description.startsWith("ImageJ=")) {
      return imageJ(fields, description);
    }
    if (fields.has(GATAN_SIZE)) {
      return known(fields.real(GATAN_SIZE), fields.text(GATAN_UNIT));
    }
    if (fields.has(FEI_HELIOS) || fields.has(FEI_SFEG)) {
      return FeiSettings.pixelSize(fields.text(fields.has(FEI_HELIOS) ? FEI_HELIOS : FEI_SFEG));
    }
    if (fields.has(ZEISS)) {
      return zeiss(fields.text(ZEISS), page.layout().width());
    }
    if (fields.text(JeolReport.MAKE).strip().equals(JeolReport.MAKER)) {
      return JeolReport.pixelSize(fields, description);
    }
    PixelSize camera = TvipsHeader.pixelSize(fields);
    PixelSize appended = camera == null ? SisStructure.pixelSize(fields) : camera;
    return appended == null ? ome(description) : appended;
  }

  private static @Nullable PixelSize imageJ(TiffDirectory fields, String description)
      throws IOException {
    Matcher found = IMAGEJ_UNIT.matcher(description);
    if (!found.find()) {
      return null;
    }
    String unit =
        ESCAPED
            .matcher(found.group(1).strip())
            .replaceAll(
                character ->
                    Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(character.group(1), 16))));
    boolean printed = unit.startsWith("inch") || unit.equals("cm");
    return printed ? null : known(1 / fields.rational(TiffPage.X_RESOLUTION), unit);
  }

  private static @Nullable PixelSize zeiss(String settings, int width) {
    String size = settings.lines().skip(3).findFirst().orElse("");
    return known(number(size) * ZEISS_COLUMNS / width, "m");
  }

  private static @Nullable PixelSize ome(String description) {
    int start =
        description.contains("<OME") || description.contains(":OME")
            ? description.indexOf("Pixels ")
            : -1;
    int end = start < 0 ? -1 : description.indexOf('>', start);
    if (end < 0) {
      return null;
    }
    String pixels = description.substring(start, end);
    Matcher size = OME_SIZE.matcher(pixels);
    Matcher unit = OME_UNIT.matcher(pixels);
    return size.find() ? known(number(size.group(1)), unit.find() ? unit.group(1) : "µm") : null;
  }

  static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }

  /** A size in pixels, or in nothing, is none. */
  static @Nullable PixelSize known(double size, String unit) {
    boolean isLength =
        !unit.isBlank() && !unit.startsWith("pixel") && !unit.equals("reference frame");
    return Double.isFinite(size) && size > 0 && isLength ? new PixelSize(size, unit) : null;
  }
}
