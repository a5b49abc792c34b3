package alrc.stem.dataset;

import alrc.settings.Sha256;
import java.nio.ByteBuffer;

/**
 * Splits by the content of the source, 75 : 10 : 15 on average. The split of a source does not
 * change when files are added, renamed or moved.
 *
 * @param seed of the run
 */
public record HashSplit(long seed) {
  private static final int TRAIN_PERCENT = 75;
  private static final int VALIDATION_PERCENT = 10;

  /**
   * Returns the split of a source.
   *
   * @param sourceSha256 hexadecimal SHA-256 of its bytes
   */
  public Split of(String sourceSha256) {
    long hash = ByteBuffer.wrap(Sha256.of(seed + "|split|" + sourceSha256)).getLong();
    double place = (hash >>> 11) * 0x1p-53 * 100;
    if (place < TRAIN_PERCENT) {
      return Split.TRAIN;
    }
    return place < TRAIN_PERCENT + VALIDATION_PERCENT ? Split.VALIDATION : Split.TEST;
  }
}
