package alrc.core.data;

import alrc.settings.Limits;
import alrc.settings.OutsideIdentity;
import alrc.settings.Preset;
import alrc.settings.Range;
import alrc.settings.Words;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The training data of a study. Each kind has settings for what is done to images before they are
 * standardised: {@code flip}, {@code brightness} and {@code contrast} are those of {@link
 * Augmentation}.
 */
public sealed interface DataSpec {
  /** How many windows of a prepared data set are drawn where a study is silent. */
  int WINDOWS = 10_000;

  /** Channels of every example. */
  int channels();

  /** Whether half of the images are turned left to right. */
  boolean flip();

  /** The largest value that is added to, or taken from, the whole image, ≥ 0. */
  double brightness();

  /** The range of the factor of the distance to the channel's mean: lowest and highest, ≥ 0. */
  List<Double> contrast();

  /** What is done to each image before it is standardised. */
  default Augmentation augmentation() {
    Augmentation.Flip flip = flip() ? Augmentation.Flip.LEFT_RIGHT : Augmentation.Flip.NONE;
    return new Augmentation(flip, brightness(), contrast());
  }

  /** The splits on which a network can be scored: those that it is not trained on, in order. */
  List<Split> heldOut();

  /** The same with another path, if it has one. */
  default DataSpec withPath(UnaryOperator<String> change) {
    return this;
  }

  /** One of the three splits of a prepared data set. */
  enum Split {
    /** For training. */
    TRAIN,
    /** For choosing settings. */
    VALIDATION,
    /** For the final measurement. */
    TEST;

    /** Its name in files. */
    public String label() {
      return Words.ofConstant(this);
    }

    /** A name of made-up data for this split; the training split has the plain name. */
    String named(String plain) {
      return this == TRAIN ? plain : plain + "-" + label();
    }
  }

  /**
   * CIFAR-10 in its binary version.
   *
   * @param path a folder with {@code data_batch_*.bin} files to train on; its {@code
   *     test_batch.bin} is the test split
   */
  record Cifar10(
      @OutsideIdentity String path,
      @Preset(value = "true", written = true) boolean flip,
      @Preset(value = "63", written = true) double brightness,
      @Preset(value = "[0.2, 1.8]", written = true) List<Double> contrast)
      implements DataSpec {
    public Cifar10 {
      Limits.require(!path.isBlank(), "path", "'" + path + "'", "must name a folder");
      contrast = Augmentation.checked(brightness, contrast);
    }

    @Override
    public int channels() {
      return 3;
    }

    @Override
    public List<Split> heldOut() {
      return List.of(Split.TEST);
    }

    @Override
    public DataSpec withPath(UnaryOperator<String> change) {
      return new Cifar10(change.apply(path), flip, brightness, contrast);
    }
  }

  /**
   * Seeded 32×32 windows of the truths of a prepared data set, or its partial scans.
   *
   * @param path folder or address of the data set
   * @param split which examples
   * @param windows how many windows are drawn
   * @param seed of the drawing
   */
  record Prepared(
      @OutsideIdentity String path,
      @Preset(value = "train", written = true) Split split,
      @Preset(value = "" + WINDOWS, written = true) @Range(least = 1, most = 10_000_000)
          int windows,
      @Preset(value = "0", written = true) @Range(least = 0) long seed,
      @Preset(value = "true", written = true) boolean flip,
      @Preset(value = "0", written = true) double brightness,
      @Preset(value = "[1, 1]", written = true) List<Double> contrast)
      implements DataSpec {
    public Prepared {
      Limits.require(!path.isBlank(), "path", "'" + path + "'", "must name a data set");
      Limits.atLeast("windows", windows, 1);
      contrast = Augmentation.checked(brightness, contrast);
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public List<Split> heldOut() {
      return Arrays.stream(Split.values()).filter(other -> other != split).toList();
    }

    @Override
    public DataSpec withPath(UnaryOperator<String> change) {
      return new Prepared(change.apply(path), split, windows, seed, flip, brightness, contrast);
    }
  }

  /**
   * Images made on the fly; see {@link SyntheticImages}.
   *
   * @param images how many
   * @param channels of each
   * @param seed of the making
   */
  record Synthetic(
      @Preset(value = "1_000", written = true) @Range(least = 1, most = 10_000_000) int images,
      @Preset(value = "1", written = true) @Range(least = 1, most = 16) int channels,
      @Preset(value = "0", written = true) @Range(least = 0) long seed,
      @Preset(value = "true", written = true) boolean flip,
      @Preset(value = "0", written = true) double brightness,
      @Preset(value = "[1, 1]", written = true) List<Double> contrast)
      implements DataSpec {
    public Synthetic {
      Limits.atLeast("images", images, 1);
      Limits.require(channels >= 1 && channels <= 16, "channels", channels, "must be in 1 … 16");
      contrast = Augmentation.checked(brightness, contrast);
    }

    @Override
    public List<Split> heldOut() {
      return List.of(Split.VALIDATION, Split.TEST);
    }
  }
}
