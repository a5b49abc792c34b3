package alrc.stem.dataset;

import alrc.settings.SettingMistake;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The set that an example belongs to. All examples of one source have the same split. */
public enum Split {
  /** The training set. */
  TRAIN,
  /** The validation set. */
  VALIDATION,
  /** The test set. */
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
