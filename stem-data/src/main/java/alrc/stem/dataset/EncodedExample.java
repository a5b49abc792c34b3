package alrc.stem.dataset;

import alrc.stem.scan.Scan;
import alrc.stem.transform.Example;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An example with its pixels as little-endian float32 bytes: encoded once, hashed and written. */
public final class EncodedExample {
  private final Example example;
  private final byte[] truth;
  private final byte[] scan;

  private EncodedExample(Example example, byte[] truth, byte[] scan) {
    this.example = example;
    this.truth = truth;
    this.scan = scan;
  }

  /** Encodes an example. */
  public static EncodedExample of(Example example) {
    byte[] scan = example.scan().map(Scan::values).map(FloatBytes::of).orElseGet(() -> new byte[0]);
    return new EncodedExample(example, FloatBytes.of(example.truth()), scan);
  }

  /** Returns the example. */
  public Example example() {
    return example;
  }

  /** Returns the truth's bytes: little-endian float32, row-major. */
  public byte[] truthBytes() {
    return truth;
  }

  /** Returns the bytes of the scan's selected pixels in row-major order; empty without a scan. */
  public byte[] scanBytes() {
    return scan;
  }

  /** Returns a hash of all that this example is, but its name, split and storage layout. */
  public long digest() {
    return ExampleDigest.of(this);
  }

  /** Float32 values as little-endian bytes. */
  static final class FloatBytes {
    private FloatBytes() {}

    static byte[] of(float[] values) {
      byte[] bytes = new byte[values.length * Float.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
      return bytes;
    }

    static float[] from(ByteBuffer bytes) {
      float[] values = new float[bytes.remaining() / Float.BYTES];
      bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return values;
    }
  }
}
