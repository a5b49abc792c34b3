package alrc.stem.crop;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where square crops are cut from an image. An immutable record of settings, in a file of its own;
 * register it in {@code alrc.stem.transform.RecipeKinds}.
 */
public interface Cropper {
  /** Returns the rows and columns of a crop. */
  int side();

  /** Returns how many crops an image gives, without planning them. */
  long count(int height, int width);

  /**
   * Plans the crops of an image: {@link #count} distinct positions, rows ascending, columns
   * ascending within a row. A crop may reach over the edge of the image only where settings say so.
   *
   * @param random the only source of randomness: equal generators give equal plans
   */
  List<CropRow> plan(int height, int width, RandomGenerator random);

  /** Returns what stands where a crop reaches over the edge of the image. */
  Padding pad();

  /** Returns the JSON name of this kind, for example {@code grid}. */
  String kind();
}
