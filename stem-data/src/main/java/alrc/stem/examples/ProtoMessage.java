package alrc.stem.examples;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message in the wire format of Protocol Buffers (protobuf.dev, "Encoding"), written field by
 * field. Field numbers are 1–15: a tag is one byte.
 */
public final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  /** Adds text. */
  public ProtoMessage add(int field, String value) {
    return add(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds bytes. */
  public ProtoMessage add(int field, byte[] value) {
    header(field, value.length);
    written.writeBytes(value);
    return this;
  }

  /** Adds a message inside this one. */
  public ProtoMessage add(int field, ProtoMessage value) {
    return add(field, value.bytes());
  }

  /** Adds an integer of type int64, uint64 or int32. */
  public ProtoMessage add(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  /** Adds a {@code float}. */
  public ProtoMessage add(int field, float value) {
    tag(field, FIXED32);
    fixed(Float.floatToRawIntBits(value), Integer.SIZE);
    return this;
  }

  /** Adds a {@code double}. */
  public ProtoMessage add(int field, double value) {
    tag(field, FIXED64);
    fixed(Double.doubleToRawLongBits(value), Long.SIZE);
    return this;
  }

  /** Begins a field whose value of so many bytes follows. */
  void header(int field, int size) {
    tag(field, LENGTH_DELIMITED);
    varint(size);
  }

  private void tag(int field, int type) {
    if (field < 1 || field > 15) {
      throw new IllegalArgumentException("field " + field + ": must be in 1 … 15");
    }
    written.write(field << 3 | type);
  }

  /** Adds the bytes of an integer without a tag. */
  void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      written.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    written.write((int) rest);
  }

  /** Adds the lowest bits of a number, little-endian, without a tag. */
  void fixed(long bits, int count) {
    for (int shift = 0; shift < count; shift += Byte.SIZE) {
      written.write((int) (bits >>> shift));
    }
  }

  /** Adds bytes without a tag. */
  void raw(byte[] bytes) {
    written.writeBytes(bytes);
  }

  /** Returns how many bytes there are so far. */
  int size() {
    return written.size();
  }

  /** Returns the message. */
  public byte[] bytes() {
    return written.toByteArray();
  }

  static int varintSize(long value) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
  }

  /** Returns the size of a field with a value of so many bytes. */
  static int fieldSize(int size) {
    return 1 + varintSize(size) + size;
  }
}
