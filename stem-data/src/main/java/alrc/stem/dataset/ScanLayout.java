package alrc.stem.dataset;

import java.util.Locale;

/** How scans are stored. */
public enum ScanLayout {
  /** Only the mask's selected pixels, in row-major order. */
  SPARSE,
  /** The whole image, 0 off the path. */
  DENSE;

  /** Returns the name in the {@code scan_layout} column. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
