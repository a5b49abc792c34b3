package alrc.stem.transform;

import alrc.stem.scan.PathFiles;
import alrc.stem.scan.ScanPath;
import java.io.IOException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One step of a recipe. Implementations are immutable records, registered in {@link Kinds}. */
public interface Transform {
  /**
   * Applies the step; the input does not change.
   *
   * @param random the only source of randomness: equal generators give equal results
   */
  Example apply(Example example, RandomGenerator random);

  /** Returns the JSON name of this kind of step, for example {@code orient}. */
  String kind();

  /** Returns how many examples this step makes of one crop, which differ in their augmentation. */
  default int augmentations() {
    return 1;
  }

  /** Returns whether this step sets the scale of the truth. */
  default boolean rescales() {
    return false;
  }

  /**
   * Returns the step with the content of the files that it names.
   *
   * @param files reads them
   */
  default Transform withFiles(PathFiles files) throws IOException {
    return this;
  }

  /** Returns the path of the probe, if this step is the scan, which is a recipe's last step. */
  default Optional<ScanPath> scanPath() {
    return Optional.empty();
  }
}
