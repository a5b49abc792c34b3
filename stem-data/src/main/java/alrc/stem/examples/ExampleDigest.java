package alrc.stem.examples;

import alrc.stem.dataset.EncodedPixels;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.transform.Example;
import alrc.stem.transform.ExampleKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import net.openhft.hashing.LongHashFunction;

/**
 * Hashes examples with xxHash64 (Collet, seed 0).
 *
 * <p>A data set's digest is the sum of its examples' hashes modulo 2^64: the order of examples,
 * their partitioning and their split play no part.
 */
public final class ExampleDigest {
  private static final LongHashFunction XXH64 = LongHashFunction.xx();
  private static final byte[] NONE = new byte[0];

  private ExampleDigest() {}

  /** Returns the hash of one example: its name, its fields, its bytes. */
  static long of(EncodedExample encoded) {
    Example example = encoded.example();
    String text =
        text(
            example.key(),
            example.height(),
            example.width(),
            example.orientation(),
            example.rawMin(),
            example.rawMax(),
            example.blank(),
            example.scan().map(scan -> scan.mask().id()).orElse(""));
    return of(
        text + scales(encoded),
        ByteBuffer.wrap(encoded.truth().bytes()),
        ByteBuffer.wrap(encoded.scan().map(EncodedPixels::bytes).orElse(NONE)));
  }

  /**
   * Returns the hash of an example that was read from a part.
   *
   * @param scales of narrower pixels, as {@link #scales} writes them
   * @param scan the selected pixels alone; empty without a scan
   */
  static long of(StoredExample stored, String scales, ByteBuffer truth, ByteBuffer scan) {
    String maskId = stored.maskId();
    String text =
        text(
            stored.key(),
            stored.height(),
            stored.width(),
            stored.orientation(),
            stored.rawMin(),
            stored.rawMax(),
            stored.blank(),
            maskId == null ? "" : maskId);
    return of(text + scales, truth, scan);
  }

  private static String text(
      ExampleKey key,
      int height,
      int width,
      int orientation,
      double rawMin,
      double rawMax,
      boolean blank,
      String maskId) {
    return String.join(
        "|",
        key.id(),
        key.sourceSha256(),
        height + "×" + width,
        Integer.toString(orientation),
        Double.toString(rawMin),
        Double.toString(rawMax),
        Boolean.toString(blank),
        maskId);
  }

  private static long of(String text, ByteBuffer truth, ByteBuffer scan) {
    long fields = XXH64.hashBytes(text.getBytes(StandardCharsets.UTF_8));
    return XXH64.hashLongs(new long[] {fields, XXH64.hashBytes(truth), XXH64.hashBytes(scan)});
  }

  /** What the bytes of narrower pixels mean; float32 ones speak for themselves. */
  private static String scales(EncodedExample encoded) {
    if (encoded.encoding() == PixelEncoding.FLOAT32) {
      return "";
    }
    StringBuilder text = new StringBuilder("|").append(encoded.encoding().label());
    for (EncodedPixels pixels :
        Stream.concat(Stream.of(encoded.truth()), encoded.scan().stream()).toList()) {
      append(text, pixels.scale(), pixels.offset());
    }
    return text.toString();
  }

  /** Adds the scale of one array to those of an example. */
  static void append(StringBuilder scales, double scale, double offset) {
    scales.append('|').append(scale).append('|').append(offset);
  }

  /** Returns a digest as 16 hexadecimal digits. */
  public static String text(long digest) {
    return String.format(Locale.ROOT, "%016x", digest);
  }
}
