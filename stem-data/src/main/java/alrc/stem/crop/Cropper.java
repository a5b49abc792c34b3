package alrc.stem.crop;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The positions at which square crops are cut from an image. Implementations are immutable records,
 * registered in {@code alrc.stem.transform.RecipeKinds}.
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

  /** Returns the fill of a crop beyond the edge of the image. */
  Padding pad();

  /** Returns the JSON name of this kind, for example {@code grid}. */
  String kind();
}
