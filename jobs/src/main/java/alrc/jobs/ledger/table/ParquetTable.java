package alrc.jobs.ledger.table;

import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Small tables of flat rows in Parquet files: a row is a map from column name to a {@code String},
 * {@code Double}, {@code Long}, {@code Integer} or {@code Boolean}; an absent key is a null.
 */
public final class ParquetTable {
  private static final long ROW_GROUP_BYTES = 16L << 20;

  private ParquetTable() {}

  /** Takes the rows of a file, one by one. */
  @FunctionalInterface
  public interface Rows {
    void add(Map<String, Object> row) throws IOException;
  }

  /** Hands over the rows of a file. */
  @FunctionalInterface
  public interface Source {
    void writeTo(Rows rows) throws IOException;
  }

  /** Writes one file; it appears under its name when it is complete. */
  public static void write(
      Storage storage, String address, MessageType schema, List<Map<String, Object>> rows)
      throws IOException {
    stream(
        storage,
        address,
        schema,
        table -> {
          for (Map<String, Object> row : rows) {
            table.add(row);
          }
        });
  }

  /**
   * Writes one file row by row; it appears under its name when it is complete. A group of rows of
   * about 16 MiB is in memory.
   */
  public static void stream(Storage storage, String address, MessageType schema, Source source)
      throws IOException {
    storage.publish(
        address,
        place -> {
          try (ParquetWriter<Group> writer =
              ExampleParquetWriter.builder(place)
                  // Without it, each writer would read and parse Hadoop's files of defaults.
                  .withConf(new PlainParquetConfiguration())
                  .withType(schema)
                  .withRowGroupSize(ROW_GROUP_BYTES)
                  .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                  .build()) {
            source.writeTo(row -> writer.write(group(schema, row)));
          }
        });
  }

  /**
   * Reads one file whole.
   *
   * @throws DamagedFileException where it is not such a table
   */
  public static List<Map<String, Object>> read(Storage storage, String address) throws IOException {
    return read(storage.input(address));
  }

  /**
   * Reads one file whole.
   *
   * @throws DamagedFileException where it is not such a table
   */
  public static List<Map<String, Object>> read(InputFile file) throws IOException {
    return read(HeldFile.of(file));
  }

  /**
   * Reads one file whole, faster if it has one row.
   *
   * @param known the columns that it may have, and their types
   * @throws DamagedFileException where it is not such a table
   */
  public static List<Map<String, Object>> readSmall(InputFile file, MessageType known)
      throws IOException {
    HeldFile held = HeldFile.of(file);
    Optional<Map<String, Object>> row = OneRow.of(held.bytes(), known);
    return row.isPresent() ? List.of(row.get()) : read(held);
  }

  private static List<Map<String, Object>> read(HeldFile held) throws DamagedFileException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (ParquetReader<Group> reader = new GroupReader(held).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        rows.add(row(group));
      }
    } catch (IOException | RuntimeException damaged) {
      throw new DamagedFileException(
          held.getLength() == 0 ? "it is empty" : "it is not a complete Parquet table", damaged);
    }
    return rows;
  }

  /**
   * Reads one large file, by column.
   *
   * @param unread columns that are left out
   * @throws DamagedFileException where it is not such a table
   */
  public static List<Map<String, Object>> readLarge(InputFile file, Set<String> unread)
      throws IOException {
    try {
      return ColumnarFile.rows(file, unread);
    } catch (IOException | RuntimeException damaged) {
      throw new DamagedFileException("it is not a complete Parquet table", damaged);
    }
  }

  private static Group group(MessageType schema, Map<String, Object> row) {
    Group group = new SimpleGroup(schema);
    for (Type column : schema.getFields()) {
      Object value = row.get(column.getName());
      if (value instanceof String text) {
        group.append(column.getName(), text);
      } else if (value instanceof Double number) {
        group.append(column.getName(), number);
      } else if (value instanceof Long number) {
        group.append(column.getName(), number);
      } else if (value instanceof Integer number) {
        group.append(column.getName(), number);
      } else if (value instanceof Boolean flag) {
        group.append(column.getName(), flag);
      } else if (value != null) {
        throw new IllegalArgumentException(
            column.getName() + ": " + value.getClass() + " is not a column type");
      }
    }
    return group;
  }

  private static Map<String, Object> row(Group group) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (Type column : group.getType().getFields()) {
      String name = column.getName();
      if (group.getFieldRepetitionCount(name) > 0) {
        PrimitiveTypeName type = column.asPrimitiveType().getPrimitiveTypeName();
        row.put(name, value(group, name, type));
      }
    }
    return row;
  }

  private static Object value(Group group, String name, PrimitiveTypeName type) {
    return switch (type) {
      case DOUBLE -> group.getDouble(name, 0);
      case INT64 -> group.getLong(name, 0);
      case INT32 -> group.getInteger(name, 0);
      case BOOLEAN -> group.getBoolean(name, 0);
      case BINARY -> group.getString(name, 0);
      default -> throw new IllegalArgumentException(name + ": " + type + " is not a column type");
    };
  }

  private static final class GroupReader extends ParquetReader.Builder<Group> {
    GroupReader(InputFile file) {
      super(file, new PlainParquetConfiguration());
      usePageChecksumVerification(true);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
