package alrc.stem.stored;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads one family of micrograph formats. Stateless. Register it in {@code ImageReaders}. */
public interface ImageReader {
  /** How many first bytes of a file a reader is shown. */
  int HEAD_BYTES = 1024;

  /** Returns the name of the family as a microscopist would say it, for example {@code TIFF}. */
  String format();

  /**
   * Returns whether a file that begins so is of this format.
   *
   * @param head the first {@link #HEAD_BYTES} bytes, or all of a shorter file, from position 0;
   *     big-endian
   */
  boolean matches(ByteBuffer head);

  /**
   * Returns whether a file is of this format, also where its name and the files beside it say so:
   * for formats whose files have no mark of their own.
   *
   * @param head as for {@link #matches(ByteBuffer)}
   */
  default boolean matches(SeekableSource source, ByteBuffer head) throws IOException {
    return matches(head);
  }

  /**
   * Finds the images of a file, without decoding pixels.
   *
   * <p>Every declaration is checked against the length of the file before memory is allocated for
   * it. Does not close the source.
   *
   * @param maxPixels the most pixels that one frame may have
   * @throws UnreadableImageException when the file is damaged, or uses what is not supported
   */
  ImageFile open(SeekableSource source, long maxPixels) throws IOException;
}
