package alrc.stem.examples;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One {@code tf.train.Example} in the Protocol Buffers wire format (TensorFlow {@code
 * example.proto} and {@code feature.proto}): Example{1: Features{1: map&lt;string, Feature&gt;}},
 * and a Feature is one of {1: BytesList, 2: FloatList, 3: Int64List}, whose values are field 1.
 */
final class TfExample {
  private static final int FIRST_FIELD = 1 << 3 | 2;
  private static final int SECOND_FIELD = 2 << 3 | 2;
  private static final int BYTES_LIST = 1 << 3 | 2;
  private static final int FLOAT_LIST = 2 << 3 | 2;
  private static final int INT64_LIST = 3 << 3 | 2;

  private final Features features = new Features();

  /** Adds bytes and returns where among the features they begin. */
  int add(String name, byte[] value) {
    open(name, BYTES_LIST, value.length);
    int at = features.size();
    features.writeBytes(value);
    return at;
  }

  void add(String name, String value) {
    add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  void add(String name, float value) {
    open(name, FLOAT_LIST, Float.BYTES);
    int bits = Float.floatToRawIntBits(value);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      features.write(bits >>> shift);
    }
  }

  void add(String name, long value) {
    open(name, INT64_LIST, Features.varintSize(value));
    features.varint(value);
  }

  /** Writes all that comes before the one value of a feature; numbers are packed. */
  private void open(String name, int list, int valueSize) {
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    int listSize = Features.fieldSize(valueSize);
    int featureSize = Features.fieldSize(listSize);
    int entrySize = Features.fieldSize(key.length) + Features.fieldSize(featureSize);
    features.field(FIRST_FIELD, entrySize);
    features.field(FIRST_FIELD, key.length);
    features.writeBytes(key);
    features.field(SECOND_FIELD, featureSize);
    features.field(list, listSize);
    features.field(FIRST_FIELD, valueSize);
  }

  /** Returns the bytes before the features. */
  byte[] head() {
    Features head = new Features();
    head.field(FIRST_FIELD, features.size());
    return head.toByteArray();
  }

  /** Returns the features. */
  byte[] features() {
    return features.toByteArray();
  }

  private static final class Features extends ByteArrayOutputStream {
    void field(int tag, int size) {
      write(tag);
      varint(size);
    }

    void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      write((int) rest);
    }

    static int varintSize(long value) {
      return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
    }

    /** Returns the size of a length-delimited field. */
    static int fieldSize(int size) {
      return 1 + varintSize(size) + size;
    }
  }
}
