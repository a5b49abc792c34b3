package alrc.stem.format.gatan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A group of DigitalMicrograph tags: named ones, or the unnamed elements of a list, in stored
 * order. A value is a DmGroup, a DmArray, a Long, a Double, or {@link #SKIPPED}.
 */
final class DmGroup {
  /** Marks a value that is not used. */
  static final Object SKIPPED = new Object();

  private record Entry(String name, Object value) {}

  private final List<Entry> entries = new ArrayList<>();

  void add(String name, Object value) {
    entries.add(new Entry(name, value));
  }

  Optional<DmGroup> group(String name) {
    return find(name, DmGroup.class);
  }

  Optional<DmArray> array(String name) {
    return find(name, DmArray.class);
  }

  OptionalLong integer(String name) {
    return find(name, Long.class).map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  Optional<Double> number(String name) {
    return find(name, Number.class).map(Number::doubleValue);
  }

  /** Returns the groups in this list. */
  List<DmGroup> groups() {
    return values(DmGroup.class);
  }

  /** Returns the integers in this list. */
  List<Long> integers() {
    return values(Long.class);
  }

  private <T> List<T> values(Class<T> type) {
    return entries.stream().map(Entry::value).filter(type::isInstance).map(type::cast).toList();
  }

  private <T> Optional<T> find(String name, Class<T> type) {
    return entries.stream()
        .filter(entry -> entry.name.equals(name) && type.isInstance(entry.value))
        .map(entry -> type.cast(entry.value))
        .findFirst();
  }
}
