package alrc.core.model;

import alrc.settings.Content;
import alrc.settings.Preset;
import org.jspecify.annotations.Nullable;

/**
 * The settings of {@link SupersamplingNet}.
 *
 * @param width multiplies 64 and 128, in [1/64, 16]
 * @param initial how weights are drawn
 * @param norm how features are normalised before every ReLU
 * @param from a file of an earlier trial's parameters, with which training begins in place of drawn
 *     ones
 * @param fromDigest the SHA-256 of that file; if given, the file must have it
 */
public record SupersamplingModel(
    @Preset(value = "1", written = true) double width,
    @Preset("xavier") InitialWeights initial,
    @Preset("none") Norm norm,
    @Content(digest = "fromDigest") @Nullable String from,
    @Nullable String fromDigest)
    implements ModelSettings {
  /** Checks the width. */
  public SupersamplingModel {
    var unused = new SupersamplingNet(width, 1, initial, norm);
  }

  @Override
  public ModelSettings starting(@Nullable String file, @Nullable String digest) {
    return new SupersamplingModel(width, initial, norm, file, digest);
  }

  @Override
  public Model network(int channels) {
    return new SupersamplingNet(width, channels, initial, norm);
  }
}
