package alrc.stem.stored;

import alrc.stem.source.SeekableSource;
import java.io.IOException;

/** A reader of files of named arrays, one of which may be asked for. */
public interface DatasetReader extends ImageReader {
  /**
   * Finds one array, as {@link #open} finds the images. The last two axes are rows and columns.
   *
   * @param dataset its path in the file, names separated by slashes
   * @throws alrc.stem.source.UnreadableImageException of the kind NOT_SELECTED if the file has no
   *     such array
   */
  ImageFile open(SeekableSource source, long maxPixels, String dataset) throws IOException;
}
