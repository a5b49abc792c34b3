package alrc.stem.read;

import java.util.List;

/**
 * An opened micrograph file.
 *
 * @param format the exact format, for example {@code DM4}
 * @param images every array in the file that is data, in stored order
 */
public record ImageFile(String format, List<StoredImage> images) {
  /** Copies the list. */
  public ImageFile {
    images = List.copyOf(images);
  }
}
