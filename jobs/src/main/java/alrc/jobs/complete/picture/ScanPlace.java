package alrc.jobs.complete.picture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a scan is in its file, in words. */
public final class ScanPlace {
  /** The end of the names that {@link alrc.stem.transform.ExampleKey#id} gives. */
  private static final Pattern CROP =
      Pattern.compile("(?s).*#i(\\d{1,9})f(-?\\d{1,9})r(\\d{1,9})c(\\d{1,9})a\\d{1,9}");

  private ScanPlace() {}

  /**
   * Returns words such as {@code row 512, column 0, }; empty for a scan that is a whole file.
   *
   * @param id name of the scan
   */
  public static String words(String id) {
    Matcher crop = CROP.matcher(id);
    if (!crop.matches()) {
      return "";
    }
    String frame = crop.group(2);
    return (crop.group(1).equals("0") ? "" : "image " + crop.group(1) + ", ")
        + switch (frame) {
          case "0" -> "";
          case "-1" -> "mean of all frames, ";
          case "-2" -> "sum of all frames, ";
          default -> "frame " + frame + ", ";
        }
        + "row "
        + crop.group(3)
        + ", column "
        + crop.group(4)
        + ", ";
  }
}
