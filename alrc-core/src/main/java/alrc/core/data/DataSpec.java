package alrc.core.data;

import alrc.core.setting.Rule;

/** What a study trains on. */
public sealed interface DataSpec {
  /** Channels of every example. */
  int channels();

  /** What is done to each image before it is standardised. */
  Augmentation augmentation();

  /**
   * CIFAR-10 in its binary version.
   *
   * @param path a folder with {@code data_batch_*.bin} files
   */
  record Cifar10(String path, Augmentation augmentation) implements DataSpec {
    public Cifar10 {
      Rule.require(!path.isBlank(), "path", "'" + path + "'", "must name a folder");
    }

    @Override
    public int channels() {
      return 3;
    }
  }

  /**
   * Seeded 32×32 windows of the truths of a prepared data set.
   *
   * @param path folder or address of the data set
   * @param split train, validation or test
   * @param windows how many windows are drawn
   * @param seed of the drawing
   */
  record Prepared(String path, String split, int windows, long seed, Augmentation augmentation)
      implements DataSpec {
    public Prepared {
      Rule.require(!path.isBlank(), "path", "'" + path + "'", "must name a data set");
      Rule.atLeast("windows", windows, 1);
    }

    @Override
    public int channels() {
      return 1;
    }
  }

  /**
   * Images made on the fly; see {@link SyntheticImages}.
   *
   * @param images how many
   * @param channels of each
   * @param seed of the making
   */
  record Synthetic(int images, int channels, long seed, Augmentation augmentation)
      implements DataSpec {
    public Synthetic {
      Rule.atLeast("images", images, 1);
      Rule.require(channels >= 1 && channels <= 16, "channels", channels, "must be in 1 … 16");
    }
  }
}
