package alrc.jobs.ledger.table;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose values are kept by column: a row is a view. A hundred thousand summaries need a tenth
 * of the memory of as many maps.
 */
final class ColumnRows {
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> names;
  private final List<@Nullable Object[]> columns;

  /**
   * A table.
   *
   * @param names of the columns
   * @param columns each with a value, or null, per row
   */
  ColumnRows(List<String> names, List<@Nullable Object[]> columns) {
    this.names = names;
    this.columns = columns;
    for (int i = 0; i < names.size(); i++) {
      places.put(names.get(i), i);
    }
  }

  /** The rows, in order. */
  List<Map<String, Object>> rows(int count) {
    return IntStream.range(0, count).<Map<String, Object>>mapToObj(Row::new).toList();
  }

  /** A row; a column without a value is absent. A value can be removed but not replaced. */
  private final class Row extends AbstractMap<String, Object> {
    private final int index;

    Row(int index) {
      this.index = index;
    }

    @Override
    public @Nullable Object get(Object name) {
      Integer place = places.get(name);
      return place == null ? null : columns.get(place)[index];
    }

    @Override
    public boolean containsKey(Object name) {
      return get(name) != null;
    }

    @Override
    public @Nullable Object remove(Object name) {
      Object value = get(name);
      if (value != null) {
        columns.get(places.getOrDefault(name, 0))[index] = null;
      }
      return value;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return new Entries(index);
    }
  }

  private final class Entries extends AbstractSet<Map.Entry<String, Object>> {
    private final int index;

    Entries(int index) {
      this.index = index;
    }

    @Override
    public int size() {
      return (int) columns.stream().filter(column -> column[index] != null).count();
    }

    @Override
    public Iterator<Map.Entry<String, Object>> iterator() {
      return new Iterator<>() {
        private int next = after(0);

        private int after(int from) {
          int place = from;
          while (place < names.size() && columns.get(place)[index] == null) {
            place++;
          }
          return place;
        }

        @Override
        public boolean hasNext() {
          return next < names.size();
        }

        @Override
        public Map.Entry<String, Object> next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          Object value = columns.get(next)[index];
          Map.Entry<String, Object> entry =
              new AbstractMap.SimpleImmutableEntry<>(names.get(next), value);
          next = after(next + 1);
          return entry;
        }
      };
    }
  }
}
