package alrc.jobs.complete;

import alrc.stem.dataset.Reject;
import alrc.stem.scan.ScanMask;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Partial scans to complete: a prepared data set, or raw files with a mask. */
public interface ScanSet {
  /** The settings that decide what is read, by option, for messages. */
  String digest();

  /** The step of a recipe whose scans they are like; {@code none} where there are no scans. */
  String step();

  /** All paths of its scans. */
  List<ScanMask> masks();

  /**
   * All chunks, whatever their split, in a fixed order.
   *
   * @throws alrc.settings.UserMistake if the data cannot be read
   */
  List<Chunk> chunks() throws IOException;

  /** Files and images that have no chunk, once {@link #chunks} was called. */
  List<Reject> rejects();

  /** Opens a chunk. The caller closes it. */
  Reader open(Chunk chunk) throws IOException;

  /** Reads the scans of one chunk. */
  interface Reader extends Closeable {
    /** The name of a scan. */
    String id(int position) throws IOException;

    /**
     * Reads a scan.
     *
     * @param position from the chunk's first on
     * @throws UnusableScanException if it cannot be completed
     */
    PartialExample read(int position) throws IOException;
  }
}
