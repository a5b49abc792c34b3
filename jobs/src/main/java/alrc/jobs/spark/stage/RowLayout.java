package alrc.jobs.spark.stage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Rows that keep the columns of others, less some, with new ones at their end. */
final class RowLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  private final StructType schema;
  private final int[] kept;

  /**
   * Lays out rows.
   *
   * @param in columns of the rows that come in
   * @param dropped names of those that are not kept, where they are there
   * @param added new columns; one that is there already is replaced
   */
  RowLayout(StructType in, List<String> dropped, StructType added) {
    Set<String> gone = new HashSet<>(dropped);
    gone.addAll(Arrays.asList(added.fieldNames()));
    List<Integer> indices = new ArrayList<>();
    List<StructField> fields = new ArrayList<>();
    for (int i = 0; i < in.fields().length; i++) {
      if (!gone.contains(in.fields()[i].name())) {
        indices.add(i);
        fields.add(in.fields()[i]);
      }
    }
    fields.addAll(Arrays.asList(added.fields()));
    schema = new StructType(fields.toArray(StructField[]::new));
    kept = indices.stream().mapToInt(Integer::intValue).toArray();
  }

  StructType schema() {
    return schema;
  }

  /** A row with the kept columns of another. */
  Row row(Row in, @Nullable Object... added) {
    @Nullable Object[] values = new @Nullable Object[kept.length + added.length];
    for (int i = 0; i < kept.length; i++) {
      values[i] = in.get(kept[i]);
    }
    System.arraycopy(added, 0, values, kept.length, added.length);
    return RowFactory.create(values);
  }
}
