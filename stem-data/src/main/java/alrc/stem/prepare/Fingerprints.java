package alrc.stem.prepare;

import alrc.stem.fingerprint.Fingerprint;
import alrc.stem.fingerprint.FrameReading;
import alrc.stem.fingerprint.FrameReading.NonFinite;
import alrc.stem.image.StoredScale;
import alrc.stem.prepare.Selection.Selected;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the fingerprints of the frames that are used, a band of rows at a time. This detects damage
 * inside compressed pixels, also in frames that are not used.
 */
final class Fingerprints {
  /** A band that stays in the cache. */
  private static final long BAND_BYTES = 1L << 18;

  /** Compressed frames above this are decoded again for every band, so theirs are long. */
  private static final long LONG_BAND_BYTES = 1L << 26;

  private Fingerprints() {}

  static List<Fingerprint> of(List<Selected> used) throws IOException {
    List<Fingerprint> fingerprints = new ArrayList<>();
    for (Selected selected : used) {
      StoredImage image = selected.image();
      if (image.frames() > selected.frames().size() || !image.isCheckedByReading()) {
        image.verify();
      }
      for (int frame : selected.frames()) {
        fingerprints.add(of(selected, frame));
      }
    }
    return fingerprints;
  }

  private static Fingerprint of(Selected selected, int frame) throws IOException {
    StoredImage image = selected.image();
    FrameReading reading = read(image, frame, NonFinite.ABSENT, StoredScale.PLAIN);
    StoredScale scale = reading.neededScale();
    if (!reading.isFinite() || !scale.isPlain()) {
      reading = read(image, frame, NonFinite.ZERO, scale);
    }
    return reading.fingerprint(selected.index(), frame);
  }

  private static FrameReading read(
      StoredImage image, int frame, NonFinite nonFinite, StoredScale scale) throws IOException {
    FrameReading reading = new FrameReading(image.height(), image.width(), nonFinite, scale);
    long rowBytes = (long) image.width() * image.type().bytes();
    boolean large = rowBytes * image.height() > LONG_BAND_BYTES;
    long fitting = Math.max(1, (large ? LONG_BAND_BYTES : BAND_BYTES) / rowBytes);
    for (int row = 0; row < image.height(); row += (int) fitting) {
      int rows = (int) Math.min(fitting, image.height() - row);
      reading.add(Bands.read(image, frame, row, rows));
    }
    return reading;
  }
}
