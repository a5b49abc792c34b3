package alrc.stem.format.numpy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plain values of a Python pickle, as NumPy writes it (Python, {@code pickletools}):
 * texts, numbers, lists, tuples and dictionaries. It makes no object and calls nothing: where a
 * pickle names a class or a function, a {@link Called} with its arguments stands for the result.
 */
final class Pickle {
  /** What a pickle would have Python make. */
  static final class Called {
    private final @Nullable Object function;
    private final @Nullable Object arguments;
    private @Nullable Object state;

    private Called(@Nullable Object function, @Nullable Object arguments) {
      this.function = function;
      this.arguments = arguments;
    }

    /** Returns the state that it was given; null where there is none. */
    @Nullable Object state() {
      return state;
    }

    /** Returns the float64 that it is, if it is one of NumPy's. */
    private Object plain() {
      boolean scalar = function instanceof String name && name.endsWith(" scalar");
      return scalar
              && arguments instanceof List<?> pair
              && pair.size() == 2
              && pair.get(1) instanceof byte[] bytes
              && bytes.length == Double.BYTES
              && pair.get(0) instanceof Called type
              && type.arguments instanceof List<?> names
              && names.contains("f8")
          ? (Object) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getDouble()
          : this;
    }
  }

  private static final Object MARK = new Object();
  private static final Object NONE = new Object();

  private final ByteBuffer in;
  private final Deque<Object> stack = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  private Pickle(ByteBuffer bytes) {
    this.in = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Returns the value of a pickle. Every value takes a byte of it at least.
   *
   * @throws RuntimeException if it is damaged or of another kind
   */
  static Object read(ByteBuffer bytes) {
    Pickle pickle = new Pickle(bytes.slice());
    while (true) {
      int code = pickle.in.get() & 0xff;
      if (code == '.') {
        return pickle.stack.pop();
      }
      if (!pickle.simple(code) && !pickle.containers(code) && !pickle.named(code)) {
        throw new IllegalArgumentException("operation " + code);
      }
    }
  }

  /** Numbers and texts. */
  private boolean simple(int code) {
    switch (code) {
      case 0x80 -> in.get();
      case 0x95 -> in.getLong();
      case '(' -> stack.push(MARK);
      case 'N' -> stack.push(NONE);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'J' -> stack.push((double) in.getInt());
      case 'K' -> stack.push((double) (in.get() & 0xff));
      case 'M' -> stack.push((double) (in.getShort() & 0xffff));
      case 0x8a -> stack.push(new java.math.BigInteger(reversed(bytes(in.get() & 0xff))));
      case 'G' -> stack.push(ByteBuffer.wrap(bytes(Double.BYTES)).getDouble());
      case 'X', 'T' -> stack.push(text(in.getInt()));
      case 0x8c, 'U' -> stack.push(text(in.get() & 0xff));
      case 'B' -> stack.push(bytes(in.getInt()));
      case 'C' -> stack.push(bytes(in.get() & 0xff));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean containers(int code) {
    switch (code) {
      case ']', ')' -> stack.push(new ArrayList<>());
      case '}' -> stack.push(new LinkedHashMap<>());
      case 0x85, 0x86, 0x87 -> stack.push(popped(code - 0x84));
      case 't' -> stack.push(marked());
      case 'a' -> add(popped(1));
      case 'e' -> add(marked());
      case 's' -> put(popped(2));
      case 'u' -> put(marked());
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What is kept under a number, and what Python would call. */
  private boolean named(int code) {
    switch (code) {
      case 'q' -> memo.put(in.get() & 0xff, stack.element());
      case 'r' -> memo.put(in.getInt(), stack.element());
      case 0x94 -> memo.put(memo.size(), stack.element());
      case 'h' -> stack.push(known(in.get() & 0xff));
      case 'j' -> stack.push(known(in.getInt()));
      case 'c' -> stack.push(line() + " " + line());
      case 0x93 -> {
        List<Object> names = popped(2);
        // A text of another value could be as long as there is memory.
        stack.push((String) names.get(0) + " " + (String) names.get(1));
      }
      case 'R', 0x81 -> {
        List<Object> call = popped(2);
        stack.push(new Called(call.get(0), call.get(1)).plain());
      }
      case 'b' -> {
        Object state = stack.pop();
        ((Called) stack.element()).state = state;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private Object known(int number) {
    Object value = memo.get(number);
    if (value == null) {
      throw new IllegalArgumentException("value " + number + " that is not there");
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  private void add(List<Object> values) {
    ((List<Object>) stack.element()).addAll(values);
  }

  @SuppressWarnings("unchecked")
  private void put(List<Object> namesAndValues) {
    Map<Object, Object> map = (Map<Object, Object>) stack.element();
    for (int i = 0; i + 1 < namesAndValues.size(); i += 2) {
      if (namesAndValues.get(i) instanceof String name) {
        map.put(name, namesAndValues.get(i + 1));
      }
    }
  }

  private List<Object> popped(int count) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(0, stack.pop());
    }
    return values;
  }

  private List<Object> marked() {
    List<Object> values = new ArrayList<>();
    for (Object value = stack.pop(); value != MARK; value = stack.pop()) {
      values.add(value);
    }
    java.util.Collections.reverse(values);
    return values;
  }

  private String line() {
    int start = in.position();
    while (in.get() != '\n') {}
    return new String(
        in.array(), in.arrayOffset() + start, in.position() - start - 1, StandardCharsets.UTF_8);
  }

  private String text(int length) {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  private byte[] bytes(int length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException(length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static byte[] reversed(byte[] little) {
    byte[] big = new byte[little.length + (little.length == 0 ? 1 : 0)];
    for (int i = 0; i < little.length; i++) {
      big[i] = little[little.length - 1 - i];
    }
    return big;
  }
}
