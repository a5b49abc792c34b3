package alrc.stem.examples;

import alrc.stem.dataset.EncodedPixels;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.transform.Example;
import alrc.stem.transform.ExampleKey;
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
    ExampleKey key = example.key();
    String text =
        String.join(
            "|",
            key.id(),
            key.sourceSha256(),
            example.height() + "×" + example.width(),
            Integer.toString(example.orientation()),
            Double.toString(example.rawMin()),
            Double.toString(example.rawMax()),
            Boolean.toString(example.blank()),
            example.scan().map(scan -> scan.mask().id()).orElse(""));
    long fields = XXH64.hashBytes((text + scales(encoded)).getBytes(StandardCharsets.UTF_8));
    long truth = XXH64.hashBytes(encoded.truth().bytes());
    long scan = XXH64.hashBytes(encoded.scan().map(EncodedPixels::bytes).orElse(NONE));
    return XXH64.hashLongs(new long[] {fields, truth, scan});
  }

  /** What the bytes of narrower pixels mean; float32 ones speak for themselves. */
  private static String scales(EncodedExample encoded) {
    if (encoded.encoding() == PixelEncoding.FLOAT32) {
      return "";
    }
    StringBuilder text = new StringBuilder("|").append(encoded.encoding().label());
    for (EncodedPixels pixels :
        Stream.concat(Stream.of(encoded.truth()), encoded.scan().stream()).toList()) {
      text.append('|').append(pixels.scale()).append('|').append(pixels.offset());
    }
    return text.toString();
  }

  /** Returns a digest as 16 hexadecimal digits. */
  public static String text(long digest) {
    return String.format(Locale.ROOT, "%016x", digest);
  }
}
