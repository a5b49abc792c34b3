package alrc.stem.transform;

import alrc.stem.image.SeededGenerator;
import java.util.random.RandomGenerator;

/**
 * Where an example comes from.
 *
 * @param source the file, relative to the root of its input
 * @param sourceSha256 SHA-256 of the file's bytes, hexadecimal
 * @param image index of the image in the file, from 0
 * @param frame index of the frame in the image, from 0; −1 for the mean of all frames, −2 for their
 *     sum
 * @param row first row of the crop
 * @param col first column of the crop
 * @param augmentation 0, unless a recipe makes several examples of one crop
 */
public record ExampleKey(
    String source, String sourceSha256, int image, int frame, int row, int col, int augmentation) {

  /** Returns the example's name: {@code <source>#i<image>f<frame>r<row>c<col>a<augmentation>}. */
  public String id() {
    return source + "#i" + image + "f" + frame + "r" + row + "c" + col + "a" + augmentation;
  }

  /** Returns the key of another crop of the same frame. */
  public ExampleKey at(int newRow, int newCol) {
    return new ExampleKey(source, sourceSha256, image, frame, newRow, newCol, augmentation);
  }

  /** Returns the key of another example of the same crop. */
  public ExampleKey augmented(int newAugmentation) {
    return new ExampleKey(source, sourceSha256, image, frame, row, col, newAugmentation);
  }

  /** Makes the generator of one step for this example; it does not depend on the example's name. */
  public RandomGenerator random(long seed, String step) {
    return SeededGenerator.of(seed, step, sourceSha256, image, frame, row, col, augmentation);
  }
}
