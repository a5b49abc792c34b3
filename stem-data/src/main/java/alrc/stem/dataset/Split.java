package alrc.stem.dataset;

import alrc.settings.SettingMistake;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an example is for. All examples of one source have the same split. */
public enum Split {
  /** For fitting. */
  TRAIN,
  /** For choosing between fits. */
  VALIDATION,
  /** For the final figure. */
  TEST;

  /** Returns the lower-case name, as in {@code split=train}. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the split of this label. */
  @JsonCreator
  public static Split ofLabel(String label) {
    for (Split split : values()) {
      if (split.label().equals(label)) {
        return split;
      }
    }
    throw new SettingMistake("split", label, "must be train, validation or test");
  }
}
