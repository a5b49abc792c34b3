package alrc.stem.stored;

import alrc.stem.source.UnreadableImageException;
import java.util.List;

/**
 * An opened micrograph file.
 *
 * @param format the exact format, for example {@code DM4}
 * @param images every array in the file that is data, in stored order
 * @param companionOf names of the files beside it that hold these images, where it is only their
 *     companion; empty where the images are its own
 */
public record ImageFile(String format, List<StoredImage> images, List<String> companionOf) {
  /** Copies the lists. */
  public ImageFile {
    images = List.copyOf(images);
    companionOf = List.copyOf(companionOf);
  }

  /** A file with images of its own. */
  public ImageFile(String format, List<StoredImage> images) {
    this(format, images, List.of());
  }

  /**
   * Returns this, where the images are its own.
   *
   * @throws UnreadableImageException where they are in another file and would be used twice
   */
  public ImageFile own() throws UnreadableImageException {
    if (!companionOf.isEmpty()) {
      throw UnreadableImageException.companion(
          format, "its images are those of " + String.join(", ", companionOf));
    }
    return this;
  }
}
