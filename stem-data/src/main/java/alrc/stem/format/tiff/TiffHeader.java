package alrc.stem.format.tiff;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.SourceCursor;
import java.nio.ByteOrder;

/**
 * What the first bytes of a TIFF state, which all of its directories share.
 *
 * @param big whether it is a BigTIFF, with counts and offsets of 8 bytes
 * @param cursor for all reading of directories: its window spares most reads of the source
 */
record TiffHeader(
    SeekableSource source, String format, ByteOrder order, boolean big, SourceCursor cursor) {

  SourceCursor at(long position) {
    cursor.seek(position);
    return cursor;
  }
}
