package alrc.stem.prepare;

import alrc.settings.SettingMistake;

/**
 * Which images of a file are used.
 *
 * @param frames of stacks
 * @param dataset path of the array in HDF5 and Zarr files; empty where the reader finds the images.
 *     Files without it are not used
 * @param titles of the images
 */
public record ImageChoice(FrameChoice frames, String dataset, TitlePattern titles) {
  /** Checks the path. */
  public ImageChoice {
    if (!dataset.isEmpty() && dataset.replace("/", "").isBlank()) {
      throw new SettingMistake(
          "dataset", dataset, "must be the path of an array, for example entry/data/counts");
    }
  }

  /** The images that the readers find. */
  public static ImageChoice of(FrameChoice frames) {
    return new ImageChoice(frames, "", TitlePattern.ALL);
  }
}
