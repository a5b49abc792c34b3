package alrc.core.model;

import alrc.settings.Content;
import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;
import org.jspecify.annotations.Nullable;

/**
 * The settings of {@link PartialScanNet}.
 *
 * @param width multiplies all numbers of features but 1 and 2, in [1/32, 4]
 * @param size height and width of the scans in pixels, a multiple of 32, ≥ 64
 * @param initial how the directions of the weights are drawn
 * @param fill whether scans are filled first, and how their values follow from the image
 * @param from a file of an earlier trial's parameters, with which training begins in place of drawn
 *     ones
 * @param fromDigest the SHA-256 of that file; if given, the file must have it
 */
public record PartialScanModel(
    @Preset(value = "1", written = true) double width,
    @Preset(value = "512", written = true) @Range(least = 1, most = 8192) int size,
    @Preset("normal") InitialWeights initial,
    @Preset("none") Fill fill,
    @Content(digest = "fromDigest") @Nullable String from,
    @Nullable String fromDigest)
    implements ModelSettings {
  /** Checks width and size. */
  public PartialScanModel {
    var unused = new PartialScanNet(width, size, initial, fill);
  }

  @Override
  public ModelSettings starting(@Nullable String file, @Nullable String digest) {
    return new PartialScanModel(width, size, initial, fill, file, digest);
  }

  @Override
  public Model network(int channels) {
    Limits.require(channels == 1, "channels", channels, "must be 1 for partial scans");
    return new PartialScanNet(width, size, initial, fill);
  }
}
