package alrc.jobs.card;

import alrc.stem.image.PixelSize;
import alrc.stem.transform.ExampleKey;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * An example as the card shows it.
 *
 * @param source the file's name
 * @param place where in the file, in words
 * @param split that it is in
 * @param truth as a data URI
 * @param scan as a data URI; empty without a scan
 * @param bar scale bar; empty where the file states no pixel size
 */
public record Shown(
    String source,
    String place,
    String split,
    String truth,
    Optional<String> scan,
    Optional<ScaleBar> bar) {

  static Shown of(Pictured example, Optional<PixelSize> pixel) throws IOException {
    Optional<String> scan =
        example.scan().isPresent()
            ? Optional.of(Montage.dataUri(example.scan().get()))
            : Optional.empty();
    return new Shown(
        example.key().source(),
        place(example.key(), example.height(), example.width(), example.orientation()),
        example.split().label(),
        Montage.dataUri(example.truth()),
        scan,
        pixel.flatMap(size -> ScaleBar.of(size, example.width())));
  }

  /** Where an example is in its file, in words. */
  public static String place(ExampleKey key, int height, int width, int orientation) {
    return String.format(
        Locale.ROOT,
        "%s, %d × %d pixels, %s",
        corner(key),
        height,
        width,
        Orientation.words(orientation));
  }

  /** Where the crop is that an example was made of, in words, and how it was turned. */
  public static String crop(ExampleKey key, int orientation) {
    return "the crop at " + corner(key) + ", " + Orientation.words(orientation);
  }

  private static String corner(ExampleKey key) {
    String inFile =
        (key.image() > 0 ? "image " + key.image() + ", " : "")
            + (key.frame() > 0 ? "frame " + key.frame() + ", " : "")
            + (key.frame() == -1 ? "mean of all frames, " : "")
            + (key.frame() == -2 ? "sum of all frames, " : "");
    return String.format(Locale.ROOT, "%srow %d, column %d", inFile, key.row(), key.col());
  }
}
