package alrc.jobs.complete;

import alrc.jobs.storage.Storage;
import alrc.settings.Sha256;
import alrc.settings.UserMistake;
import alrc.stem.image.Pixels;
import alrc.stem.read.ImageReaders;
import alrc.stem.scan.ScanMask;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.util.Locale;

/**
 * The mask of raw scans: one image of any format that {@code prepare} reads. A weight is 0 where
 * nothing was scanned, and up to 1. Integers over 1, as of a black-and-white picture, are divided
 * by the largest.
 */
final class MaskFile {
  private static final long MOST_PIXELS = 1L << 28;

  private static final String ONE = "one image with one value per pixel";

  private MaskFile() {}

  static ScanMask read(Storage storage, String address) throws IOException {
    try (SeekableSource source = storage.source(address, address)) {
      var images = ImageReaders.open(source, MOST_PIXELS).own().images();
      if (images.size() != 1) {
        throw mistake(address, "has " + images.size() + " images; must be " + ONE, null);
      }
      StoredImage image = images.get(0);
      if (image.frames() > 1 || image.channels() > 1) {
        throw mistake(address, "must be " + ONE, null);
      }
      return mask(address, image, image.read(0, 0, image.height()));
    } catch (UnreadableImageException unreadable) {
      throw mistake(address, unreadable.explanation(), unreadable);
    } catch (IOException unreadable) {
      throw mistake(address, "cannot be read (" + Storage.reason(unreadable) + ")", unreadable);
    }
  }

  private static ScanMask mask(String address, StoredImage image, Pixels pixels) {
    float[] weights = new float[pixels.count()];
    pixels.toFloats(0, weights, 0, weights.length);
    float largest = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0 && weights[i] < Float.POSITIVE_INFINITY)) {
        String where = Values.place(weights[i], i, image.width());
        throw mistake(address, where + " must be >= 0 and finite", null);
      }
      largest = Math.max(largest, weights[i]);
    }
    if (largest == 0) {
      throw mistake(address, "selects no pixel; weights must be over 0 on the path", null);
    }
    if (largest > 1) {
      if (!image.type().isInteger()) {
        throw mistake(address, "has the weight " + largest + "; weights must be in [0, 1]", null);
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= largest;
      }
    }
    return new ScanMask(image.height(), image.width(), weights, mean(weights), path(weights));
  }

  private static double mean(float[] weights) {
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    return sum / weights.length;
  }

  private static String path(float[] weights) {
    String hash = Sha256.hex(java.util.Arrays.toString(weights), 16);
    return String.format(Locale.ROOT, "{\"kind\":\"given\",\"digest\":\"%s\"}", hash);
  }

  private static UserMistake mistake(
      String address, String rule, @org.jspecify.annotations.Nullable Exception cause) {
    String message = "--mask " + address + ": " + rule;
    return cause == null ? new UserMistake(message) : new UserMistake(message, cause);
  }
}
