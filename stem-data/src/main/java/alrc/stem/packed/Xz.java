package alrc.stem.packed;

import alrc.stem.source.TaskMemory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/** Decompresses LZMA2 in the container of xz, as TIFF stores it. */
public final class Xz {
  /**
   * The most decompressed bytes per compressed byte that are believed: a repeated match of 273
   * bytes costs a few hundredths of a bit for each of its decisions.
   */
  public static final int BEST_RATIO = 1 << 14;

  private Xz() {}

  /**
   * Fills an array. The dictionary, whose size the block states, may take a quarter of the memory
   * of one file.
   *
   * @param block the compressed bytes, in an array
   * @throws alrc.stem.source.UnreadableImageException if the dictionary is larger
   * @throws IllegalArgumentException if the block is damaged or of another length
   */
  public static void decompress(String format, long at, ByteBuffer block, byte[] into)
      throws IOException {
    int start = block.arrayOffset() + block.position();
    ByteArrayInputStream bytes = new ByteArrayInputStream(block.array(), start, block.remaining());
    int limit = (int) Math.min(Integer.MAX_VALUE, (TaskMemory.most() / 4) >> 10);
    try (XZInputStream in = new XZInputStream(bytes, limit)) {
      int count = in.readNBytes(into, 0, into.length);
      if (count < into.length || in.read() >= 0) {
        throw new IllegalArgumentException(
            count + " decompressed bytes or more instead of " + into.length);
      }
    } catch (MemoryLimitException large) {
      int needed = large.getMemoryNeeded();
      String what = "an LZMA dictionary of " + (needed >> 10) + " MiB and three times as much";
      TaskMemory.check(format, at, 4096.0 * needed, what);
      throw new IllegalArgumentException(large.getMessage(), large);
    } catch (IOException damaged) {
      throw new IllegalArgumentException("no xz data: " + damaged.getMessage(), damaged);
    }
  }
}
