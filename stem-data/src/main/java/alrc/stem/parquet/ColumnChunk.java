package alrc.stem.parquet;

import alrc.stem.parquet.Columns.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * One column of the row group in memory. Byte values are kept as the caller passed them and are
 * written without a copy. Pages are plain (Apache Parquet format, "Plain" encoding and "Data
 * pages", version 1).
 */
final class ColumnChunk {
  private static final int PAGE_BYTES = 1 << 20;

  private final Kind kind;
  private final ColumnDescriptor descriptor;
  private final boolean pixels;
  private final List<@Nullable Object> values = new ArrayList<>();

  /**
   * Begins a column.
   *
   * @param pixels whether the values are pixels, which get no statistics
   */
  ColumnChunk(Kind kind, ColumnDescriptor descriptor, boolean pixels) {
    this.kind = kind;
    this.descriptor = descriptor;
    this.pixels = pixels;
  }

  /** Takes the value of the next row and returns about how many bytes it will fill. */
  long add(@Nullable Object value) {
    Object kept = value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : value;
    values.add(kept);
    return kept instanceof byte[] bytes ? bytes.length + Integer.BYTES : Long.BYTES;
  }

  /** Writes the column's pages and forgets its values. */
  void writeTo(ParquetFileWriter file) throws IOException {
    file.startColumn(descriptor, values.size(), CompressionCodecName.UNCOMPRESSED);
    if (pixels) {
      file.invalidateStatistics(statistics(List.of()));
    }
    int from = 0;
    while (from < values.size()) {
      int to = from;
      long bytes = 0;
      while (to < values.size() && (to == from || bytes < PAGE_BYTES)) {
        bytes += values.get(to++) instanceof byte[] value ? value.length : Long.BYTES;
      }
      writePage(file, values.subList(from, to));
      from = to;
    }
    file.endColumn();
    values.clear();
  }

  private void writePage(ParquetFileWriter file, List<@Nullable Object> page) throws IOException {
    BytesInput content = BytesInput.concat(levels(page), content(page));
    file.writeDataPage(
        page.size(),
        Math.toIntExact(content.size()),
        content,
        statistics(page),
        page.size(),
        Encoding.RLE,
        Encoding.RLE,
        Encoding.PLAIN);
  }

  /** Encodes which rows have a value; empty if every row must have one. */
  private BytesInput levels(List<@Nullable Object> page) throws IOException {
    if (descriptor.getMaxDefinitionLevel() == 0) {
      return BytesInput.empty();
    }
    try (var encoder =
        new RunLengthBitPackingHybridEncoder(1, 64, PAGE_BYTES, new HeapByteBufferAllocator())) {
      for (Object value : page) {
        encoder.writeInt(value == null ? 0 : 1);
      }
      ByteArrayOutputStream levels = new ByteArrayOutputStream();
      encoder.toBytes().writeAllTo(levels);
      return BytesInput.concat(BytesInput.fromInt(levels.size()), BytesInput.from(levels));
    }
  }

  private BytesInput content(List<@Nullable Object> page) {
    List<Object> present = new ArrayList<>(page.size());
    for (Object value : page) {
      if (value != null) {
        present.add(value);
      }
    }
    return switch (kind) {
      case STRING, BYTES -> byteArrays(present);
      case BOOLEAN -> BytesInput.from(bits(present));
      case INT, LONG, DOUBLE -> BytesInput.from(numbers(present));
    };
  }

  private static BytesInput byteArrays(List<Object> present) {
    List<BytesInput> pieces = new ArrayList<>(2 * present.size());
    for (Object value : present) {
      byte[] bytes = (byte[]) value;
      pieces.add(BytesInput.fromInt(bytes.length));
      pieces.add(BytesInput.from(bytes));
    }
    return BytesInput.concat(pieces);
  }

  private static byte[] bits(List<Object> present) {
    BitSet set = new BitSet(present.size());
    for (int i = 0; i < present.size(); i++) {
      set.set(i, (Boolean) present.get(i));
    }
    return java.util.Arrays.copyOf(set.toByteArray(), (present.size() + 7) / 8);
  }

  private static byte[] numbers(List<Object> present) {
    ByteBuffer buffer =
        ByteBuffer.allocate(present.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (Object value : present) {
      if (value instanceof Integer number) {
        buffer.putInt(number);
      } else if (value instanceof Long number) {
        buffer.putLong(number);
      } else {
        buffer.putDouble((Double) value);
      }
    }
    return java.util.Arrays.copyOf(buffer.array(), buffer.position());
  }

  private Statistics<?> statistics(List<@Nullable Object> page) {
    if (pixels) {
      return Statistics.getBuilderForReading(descriptor.getPrimitiveType()).build();
    }
    Statistics<?> statistics = Statistics.createStats(descriptor.getPrimitiveType());
    for (Object value : page) {
      if (value == null) {
        statistics.incrementNumNulls();
      } else if (value instanceof byte[] bytes) {
        statistics.updateStats(Binary.fromConstantByteArray(bytes));
      } else if (value instanceof Integer number) {
        statistics.updateStats(number);
      } else if (value instanceof Long number) {
        statistics.updateStats(number);
      } else if (value instanceof Double number) {
        statistics.updateStats(number);
      } else {
        statistics.updateStats((Boolean) value);
      }
    }
    return statistics;
  }
}
