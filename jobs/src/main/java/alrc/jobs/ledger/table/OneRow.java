package alrc.jobs.ledger.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Reads the row of a summary. A sweep has tens of thousands of files with one row, and the general
 * reader takes most of its time to get ready. This one reads what the ledger writes: optional
 * columns that it knows, in the order of the schema, each one plain page with a checksum, one
 * behind the other. It leaves every other file, and every damaged one, to the general reader.
 */
final class OneRow {
  private static final int MAGIC = 0x31524150; // PAR1
  private static final int START = Integer.BYTES;
  private static final int ENDS = 2 * Integer.BYTES;

  private static final ParquetMetadataConverter TYPES = new ParquetMetadataConverter();

  private final byte[] bytes;
  private final MessageType known;
  private int at = START;

  private OneRow(byte[] bytes, MessageType known) {
    this.bytes = bytes;
    this.known = known;
  }

  /**
   * The row of a file; empty where it must be read in the general way.
   *
   * @param known the columns that it may have, and their types
   */
  static Optional<Map<String, Object>> of(byte[] bytes, MessageType known) {
    try {
      return Optional.of(new OneRow(bytes, known).row());
    } catch (IOException | RuntimeException unusual) {
      return Optional.empty();
    }
  }

  private Map<String, Object> row() throws IOException {
    int end = bytes.length - ENDS;
    int footer = end - slice(end, Integer.BYTES).getInt();
    check(footer >= START && footer < end);
    check(slice(0, START).getInt() == MAGIC);
    check(slice(end + Integer.BYTES, Integer.BYTES).getInt() == MAGIC);
    boolean skipsRowGroups = true;
    FileMetaData file =
        Util.readFileMetaData(
            new ByteArrayInputStream(bytes, footer, end - footer), skipsRowGroups);
    check(file.getNum_rows() == 1);
    Map<String, Object> row = new LinkedHashMap<>();
    Iterator<SchemaElement> columns = file.getSchemaIterator();
    check(columns.next().getNum_children() == file.getSchemaSize() - 1);
    while (columns.hasNext()) {
      SchemaElement column = columns.next();
      check(column.getRepetition_type() == FieldRepetitionType.OPTIONAL);
      check(known.containsField(column.getName()) && column.getNum_children() == 0);
      Object value = value(column);
      if (value != null) {
        row.put(column.getName(), value);
      }
    }
    check(at <= footer); // indexes of the pages stand between
    return row;
  }

  private static void check(boolean usual) throws IOException {
    if (!usual) {
      throw new IOException("not as the ledger writes it");
    }
  }

  /** The value in the next page, which must be sound; null where there is none. */
  private @Nullable Object value(SchemaElement column) throws IOException {
    ByteArrayInputStream rest = new ByteArrayInputStream(bytes, at, bytes.length - at);
    PageHeader header = Util.readPageHeader(rest);
    int start = bytes.length - rest.available();
    int size = header.getCompressed_page_size();
    DataPageHeader data = header.getData_page_header();
    check(header.getType() == PageType.DATA_PAGE && header.getUncompressed_page_size() == size);
    check(data.getNum_values() == 1 && data.getEncoding() == Encoding.PLAIN);
    check(data.getDefinition_level_encoding() == Encoding.RLE && header.isSetCrc());
    CRC32 sum = new CRC32();
    sum.update(bytes, start, size);
    check((int) sum.getValue() == header.getCrc());
    at = start + size;
    ByteBuffer page = slice(start, size);
    int levels = page.getInt();
    page.position(Integer.BYTES + levels);
    Object value = level(start + Integer.BYTES, levels) == 1 ? value(column, page) : null;
    check(!page.hasRemaining());
    return value;
  }

  private int level(int start, int size) throws IOException {
    return new RunLengthBitPackingHybridDecoder(1, new ByteArrayInputStream(bytes, start, size))
        .readInt();
  }

  private Object value(SchemaElement column, ByteBuffer page) throws IOException {
    Type type = column.getType();
    PrimitiveTypeName expected =
        known.getType(column.getName()).asPrimitiveType().getPrimitiveTypeName();
    check(TYPES.getPrimitive(type) == expected);
    return switch (type) {
      case DOUBLE -> page.getDouble();
      case INT64 -> page.getLong();
      case INT32 -> page.getInt();
      case BOOLEAN -> (page.get() & 1) == 1;
      case BYTE_ARRAY -> text(page);
      default -> throw new IOException("not as the ledger writes it");
    };
  }

  private static String text(ByteBuffer page) throws IOException {
    check(page.getInt() == page.remaining());
    return StandardCharsets.UTF_8.decode(page).toString();
  }

  private ByteBuffer slice(int from, int size) {
    return ByteBuffer.wrap(bytes, from, size).slice().order(ByteOrder.LITTLE_ENDIAN);
  }
}
