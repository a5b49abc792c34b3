package alrc.stem.prepare;

import alrc.stem.dataset.Reject;
import java.util.List;

/**
 * What a source would give.
 *
 * @param images arrays found in it
 * @param imagesUsed images that give at least one crop
 * @param crops that would be cut
 * @param rejects images that give no crop, and why; the whole file where no image does
 */
public record SourcePlan(int images, int imagesUsed, long crops, List<Reject> rejects) {
  /** Copies the list. */
  public SourcePlan {
    rejects = List.copyOf(rejects);
  }
}
