package alrc.stem.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads small scattered pieces of a source in pages and caches the last used pages, for a library
 * that reads in random order from a file that may be remote.
 */
public final class SourcePages {
  private static final int PAGE = 1 << 16;
  private static final int KEPT = 16;

  private final SeekableSource source;
  private final Map<Long, ByteBuffer> pages = new LinkedHashMap<>(KEPT * 2, 0.75f, true);

  /** Pages of a source that stays open as long as they are read. */
  public SourcePages(SeekableSource source) {
    this.source = source;
  }

  /** Fills the rest of a buffer; the caller has checked that the source is long enough. */
  public synchronized void read(long position, ByteBuffer into) throws IOException {
    if (into.remaining() > PAGE) {
      source.readFully(position, into);
      return;
    }
    for (long at = position; into.hasRemaining(); ) {
      ByteBuffer page = page(at / PAGE);
      int offset = (int) (at % PAGE);
      int count = Math.min(into.remaining(), page.limit() - offset);
      into.put(page.slice(offset, count));
      at += count;
    }
  }

  private ByteBuffer page(long index) throws IOException {
    ByteBuffer page = pages.get(index);
    if (page == null) {
      page = ByteBuffer.allocate((int) Math.min(PAGE, source.size() - index * PAGE));
      source.readFully(index * PAGE, page);
      pages.put(index, page.flip());
      if (pages.size() > KEPT) {
        pages.remove(pages.keySet().iterator().next());
      }
    }
    return page;
  }
}
