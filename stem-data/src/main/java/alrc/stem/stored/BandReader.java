package alrc.stem.stored;

import alrc.stem.image.Pixels;
import java.io.IOException;

/** Reads whole rows of one frame of one image. */
public interface BandReader {
  /** Returns rows {@code firstRow … firstRow + rows − 1} of a frame; arguments are checked. */
  Pixels read(int frame, int firstRow, int rows) throws IOException;

  /** Decodes all pixels once, where that can fail, and compares the checksums of the image. */
  default void verify() throws IOException {}

  /** Returns whether reading all rows of all frames checks as much as {@link #verify}. */
  default boolean isCheckedByReading() {
    return true;
  }
}
