package alrc.stem.stored;

import alrc.stem.source.UnreadableImageException;
import java.util.List;
import java.util.stream.Stream;

/**
 * An opened micrograph file.
 *
 * @param format the exact format, for example {@code DM4}
 * @param images every array in the file that is data, in stored order
 * @param companionOf names of the files beside it that hold these images, where it is only their
 *     companion; empty where the images are its own
 * @param notes sentences for a person on what the file leaves open and how it was read
 */
public record ImageFile(
    String format, List<StoredImage> images, List<String> companionOf, List<String> notes) {
  /** Copies the lists. */
  public ImageFile {
    images = List.copyOf(images);
    companionOf = List.copyOf(companionOf);
    notes = List.copyOf(notes);
  }

  /** A file with images of its own. */
  public ImageFile(String format, List<StoredImage> images) {
    this(format, images, List.of(), List.of());
  }

  /** A file that describes the images of these other files. */
  public static ImageFile companion(String format, List<StoredImage> images, List<String> of) {
    return new ImageFile(format, images, of, List.of());
  }

  /** Returns this with a note. */
  public ImageFile noted(String note) {
    return new ImageFile(
        format, images, companionOf, Stream.concat(notes.stream(), Stream.of(note)).toList());
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
