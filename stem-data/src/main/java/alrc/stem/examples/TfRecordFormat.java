package alrc.stem.examples;

import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.PartFacts;
import alrc.stem.parquet.BufferedOutputFile;
import alrc.stem.parquet.Columns;
import java.io.IOException;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A part is one TFRecord file: per example a record with a {@code tf.train.Example}, whose features
 * are the columns of the data set. Doubles become float32, the only floating type there; the index
 * has them in full.
 */
public final class TfRecordFormat implements IndexedFormat {
  private static final String SUFFIX = ".tfrecord";

  @Override
  public String name() {
    return "tfrecord";
  }

  @Override
  public String suffix() {
    return SUFFIX;
  }

  @Override
  public DatasetWriter create(Outputs files, DatasetLayout layout, long seed) throws IOException {
    return new Writer(files, layout, seed);
  }

  private static final class Writer implements DatasetWriter {
    private final PositionOutputStream out;
    private final ExampleIndex index;
    private final Columns<EncodedExample> columns;

    Writer(Outputs files, DatasetLayout layout, long seed) throws IOException {
      columns = ExampleColumns.all(layout, seed);
      out = new BufferedOutputFile(files.file(SUFFIX)).create(0);
      index = new ExampleIndex(files.file(ExampleIndex.SUFFIX), layout, seed);
    }

    @Override
    public void write(EncodedExample example) throws IOException {
      TfExample record = new TfExample();
      int truthAt = 0;
      @Nullable Integer scanAt = null;
      for (int i = 0; i < columns.count(); i++) {
        String name = columns.name(i);
        Object value = columns.value(i, example);
        if (value instanceof byte[] pixels) {
          int at = record.add(name, pixels);
          if (name.equals(ExampleColumns.TRUTH)) {
            truthAt = at;
          } else {
            scanAt = at;
          }
        } else if (value != null) {
          add(record, name, value);
        }
      }
      byte[] head = record.head();
      long features = out.getPos() + TfRecords.HEAD + head.length;
      TfRecords.write(out, head, record.features());
      index.add(example, features + truthAt, scanAt == null ? null : features + scanAt);
    }

    private static void add(TfExample record, String name, Object value) {
      if (value instanceof String text) {
        record.add(name, text);
      } else if (value instanceof Double number) {
        record.add(name, number.floatValue());
      } else if (value instanceof Boolean truth) {
        record.add(name, truth ? 1L : 0L);
      } else {
        record.add(name, ((Number) value).longValue());
      }
    }

    @Override
    public void describe(PartFacts facts) {
      index.describe(facts);
    }

    @Override
    public void close() throws IOException {
      try (out) {
        index.close();
      }
    }
  }
}
