package alrc.stem.dataset;

import alrc.settings.SettingMistake;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How scans are stored. */
public enum ScanLayout {
  /** Only the mask's selected pixels, in row-major order. */
  SPARSE,
  /** The whole image, 0 off the path. */
  DENSE;

  /** Returns the layout of this label. */
  @JsonCreator
  public static ScanLayout ofLabel(String label) {
    for (ScanLayout layout : values()) {
      if (layout.label().equals(label)) {
        return layout;
      }
    }
    throw new SettingMistake("scan_layout", label, "must be sparse or dense");
  }

  /** Returns the name in the {@code scan_layout} column. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
