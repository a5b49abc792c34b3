package alrc.settings;

import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * How many points the axes of a section make, counted before any point is made. It counts as {@link
 * Alternatives} combines.
 */
final class GridSize {
  private final Kinds kinds;

  GridSize(Kinds kinds) {
    this.kinds = kinds;
  }

  /** The product of the lengths of all axes. */
  BigInteger of(Node.Section section, Class<?> record) {
    return product(section.fields(), record);
  }

  private BigInteger product(Map<String, Node> given, Class<?> record) {
    BigInteger product = BigInteger.ONE;
    for (Field field : Field.of(record)) {
      Node node = given.get(field.name());
      if (node != null && !field.isOutsideIdentity()) {
        product = product.multiply(field(node, field.type()));
      }
    }
    return product;
  }

  private BigInteger field(Node node, Type type) {
    Type entry = Field.entryType(type);
    if (!(node instanceof Node.Sequence list)) {
      return one(node, (Class<?>) (entry == null ? type : entry));
    }
    if (entry == null) {
      return sum(list.entries(), (Class<?>) type);
    }
    Class<?> of = (Class<?>) entry;
    boolean axis = list.entries().stream().anyMatch(Node.Sequence.class::isInstance);
    return axis ? sum(list.entries(), of) : combined(list, of);
  }

  private BigInteger sum(List<Node> entries, Class<?> type) {
    return entries.stream()
        .map(e -> e instanceof Node.Sequence list ? combined(list, type) : one(e, type))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** A value that is a list: every combination of what its entries may be. */
  private BigInteger combined(Node.Sequence list, Class<?> entry) {
    return list.entries().stream()
        .map(e -> one(e, entry))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  private BigInteger one(Node node, Class<?> type) {
    if (!(node instanceof Node.Section section)) {
      return BigInteger.ONE;
    }
    Kinds.Point point = kinds.find(type).orElse(null);
    if (point == null) {
      return type.isRecord() ? product(section.fields(), type) : BigInteger.ONE;
    }
    Node named = section.fields().get(SettingsReader.KIND);
    if (named == null) {
      return point
          .preset()
          .map(kind -> product(section.fields(), kind.type()))
          .orElse(BigInteger.ONE);
    }
    List<Node> names = named instanceof Node.Sequence axis ? axis.entries() : List.of(named);
    return names.stream()
        .map(name -> point.named(Scalars.text(name), name.place()))
        .map(kind -> product(section.fields(), kind.type()))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
