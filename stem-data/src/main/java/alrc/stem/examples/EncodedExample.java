package alrc.stem.examples;

import alrc.stem.dataset.EncodedPixels;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.dataset.ScanLayout;
import alrc.stem.transform.Example;
import java.util.Optional;

/** An example with its pixels as stored bytes: encoded once, hashed and written. */
public final class EncodedExample {
  private final Example example;
  private final PixelEncoding encoding;
  private final EncodedPixels truth;
  private final Optional<EncodedPixels> scan;

  private EncodedExample(
      Example example, PixelEncoding encoding, EncodedPixels truth, Optional<EncodedPixels> scan) {
    this.example = example;
    this.encoding = encoding;
    this.truth = truth;
    this.scan = scan;
  }

  /** Encodes an example as float32. */
  public static EncodedExample of(Example example) {
    return of(example, PixelEncoding.FLOAT32);
  }

  /** Encodes an example. */
  public static EncodedExample of(Example example, PixelEncoding encoding) {
    return new EncodedExample(
        example,
        encoding,
        encoding.encode(example.truth()),
        // What is off the path is 0: the range holds it, so that both layouts store equal values.
        example.scan().map(scan -> encoding.encode(scan.values(), 0)));
  }

  /** Returns the example. */
  public Example example() {
    return example;
  }

  /** Returns how the pixels are stored. */
  public PixelEncoding encoding() {
    return encoding;
  }

  /** Returns the truth, row-major. */
  public EncodedPixels truth() {
    return truth;
  }

  /** Returns the scan's selected pixels in row-major order; empty without a scan. */
  public Optional<EncodedPixels> scan() {
    return scan;
  }

  /** Returns the scan as it is stored; empty without a scan. */
  public Optional<EncodedPixels> scan(ScanLayout layout) {
    return layout == ScanLayout.SPARSE
        ? scan
        : example.scan().map(whole -> encoding.encode(whole.spread(), 0));
  }

  /**
   * Returns a hash of all that this example is, but its split, its format and its scan's layout.
   */
  public long digest() {
    return ExampleDigest.of(this);
  }
}
