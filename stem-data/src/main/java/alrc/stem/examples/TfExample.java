package alrc.stem.examples;

import java.nio.charset.StandardCharsets;

/**
 * One {@code tf.train.Example} in the Protocol Buffers wire format (TensorFlow {@code
 * example.proto} and {@code feature.proto}): Example{1: Features{1: map&lt;string, Feature&gt;}},
 * and a Feature is one of {1: BytesList, 2: FloatList, 3: Int64List}, whose values are field 1.
 */
final class TfExample {
  private static final int BYTES_LIST = 1;
  private static final int FLOAT_LIST = 2;
  private static final int INT64_LIST = 3;

  private final ProtoMessage features = new ProtoMessage();

  /** Adds bytes and returns where among the features they begin. */
  int add(String name, byte[] value) {
    open(name, BYTES_LIST, value.length);
    int at = features.size();
    features.raw(value);
    return at;
  }

  void add(String name, String value) {
    add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  void add(String name, float value) {
    open(name, FLOAT_LIST, Float.BYTES);
    features.fixed(Float.floatToRawIntBits(value), Integer.SIZE);
  }

  void add(String name, long value) {
    open(name, INT64_LIST, ProtoMessage.varintSize(value));
    features.varint(value);
  }

  /** Writes all that comes before the one value of a feature; numbers are packed. */
  private void open(String name, int list, int valueSize) {
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    int listSize = ProtoMessage.fieldSize(valueSize);
    int featureSize = ProtoMessage.fieldSize(listSize);
    features.header(1, ProtoMessage.fieldSize(key.length) + ProtoMessage.fieldSize(featureSize));
    features.add(1, key);
    features.header(2, featureSize);
    features.header(list, listSize);
    features.header(1, valueSize);
  }

  /** Returns the bytes before the features. */
  byte[] head() {
    ProtoMessage head = new ProtoMessage();
    head.header(1, features.size());
    return head.bytes();
  }

  /** Returns the features. */
  byte[] features() {
    return features.bytes();
  }
}
