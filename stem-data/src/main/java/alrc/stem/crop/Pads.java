package alrc.stem.crop;

import alrc.settings.Limits;
import alrc.settings.RecordJson;

/** The rule on the fill that all kinds of crops share: a fill that no crop can use is refused. */
final class Pads {
  private static final Padding PRESET = new ReflectPadding();

  private Pads() {}

  /**
   * Refuses a fill other than the preset where no crop reaches over the edge of an image.
   *
   * @param possible whether a crop can reach over the edge
   * @param cause the setting that makes it possible, for example {@code smaller: pad}
   */
  static void check(Padding pad, boolean possible, String cause) {
    Limits.require(
        possible || pad.equals(PRESET),
        "crop pad",
        RecordJson.canonical(RecordJson.kindTree(pad.kind(), (Record) pad)),
        "must be left out, as no crop is padded; or set " + cause);
  }
}
