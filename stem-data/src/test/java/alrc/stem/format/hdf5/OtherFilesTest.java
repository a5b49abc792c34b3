package alrc.stem.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.read.ImageReaders;
import alrc.stem.source.FileSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * HDF5 files whose pixels are in another file: h5py 3.16 follows each of these, made by it, to the
 * values 7777 of {@code target.h5} or {@code target.bin} beside them.
 */
class OtherFilesTest {
  private static final String TARGET =
      "eNrr9HBx4+WS4mIAAQ4OBhYGAQZk8B8Kfoii8mHyCVCaEUp3QOkVTDBxRrCcBFRcEGo+urqQIFdXkOr/"
          + "aADuEKizOBhGwUgEHq6OASA6AsqHpacTTKjqXCsKUosyc1PzSopR0qUDmfYyMrBCzGCE8TUgNBNEgBmq"
          + "jgVKY/IFwFpByZcJKSGzAlMySJyJCWIQB9RHzIywJC6B5pKGQREPuPJzBNTDFWzE5ecM4dH8PJqfEfkZ"
          + "VuvMYENVl4hWv3jQKP16CEJzHTt+91mwo5qXkliSSE330RskymGHoyl0FIyCUTAKRsEoGL4g2M/fBdQi"
          + "grXDDVhQ21vo7fpRgB0Q6u9sEBnt74zmM0Q++8CG1q9B63+MAuLCUYF5NEzIAQCM5meR";

  private static final String LINK =
      "eNrr9HBx4+WS4mIAAQ4OBhYGAQZk8B8KZnCj8mHyCVCaEUp3QOkVTDBxRrCcBFRcEGo+urqQIFdXkOr/"
          + "aABmzwNWCM3BMApGIvBwdQwA0RFQPiw9nWBCVedaUZBalJmbmldSjJIuHci0F1f69WCG8DNYiUu/LzhH"
          + "0+9o+kWkX1gp28GKqi4RrTz1oNDeYD9/F1AKhqU7BWY089HS8SjAVQ6woJQDAtAYNIDWixkMyOUAA85y"
          + "YBSMlgPI5QAsX07gRE9vEBBAJXvRywENdjR7oPwCztE4wgeY4CUA9hzOBQxhRiT1bAwGkHDmcGBJSSxJ"
          + "lGdgKEksSk8t0cswZdBHaq3oJ+qD5GH6AKjNed0=";

  private static final String LINK_GROUP =
      "eNrr9HBx4+WS4mIAAQ4OBhYGAQZk8B8KOphR+TD5BCjNCKU7oPQKJpg4C1hOAiouADVfAWpeBlQ8JMjV"
          + "Fdl8dHtGwcgGHq6OASA6AsrngNInmFDVwdJhAJXsZYKnXOwpkwvoEkYk9WwMBhB3cDhwu1YUpBZl5qbm"
          + "lRQDDSlJLEpPLdHLMGXQR5KA6QMAYYFFsw==";

  private static final String STORAGE =
      "eNrr9HBx4+WS4mIAAQ4OBhYGAQZk8B8KDvCi8mHyCVCaEUp3QOkVTDBxRrCcBFRcEGo+urqQIFdXkOr/"
          + "aABmzwNWCM3BMApGIvBwdQwA0RFQPiw9nWBCVedaUZBalJmbmldSjJIuHci0F1f69WCG8DNYiUu/LzhH"
          + "0+9o+kWkX1gp28GKqi4RrTz1oNDeYD9/F1AKhqU7BWY089HS8SggrRwIYIfwCziJKwcqeEbLgdFyALMc"
          + "mMCJqi4lsSSRluWABjtqOYCejkcBrnKADRJmjDC+BoRmgghAi1NgO5oBB18ArBUU70xIKYAVGDMgcSYm"
          + "iEHsQHMZodaA4s0BR7kBK184oCUTMyNMRAJNZQBN07MEWr2VwIOqriSxKD21RC8pMw97ejTgHk1b5AAA"
          + "Jjt4Lg==";

  private static final String VIRTUAL =
      "eNrr9HBx4+WS4mLm4GCAgf9QwCAB4RtAxR07O9n9PVyCmBgqmISQFcIAFxMDIwMDmxgDkOJ2rShILcrM"
          + "Tc0rKd4MM9mOgUKguG/1YWKcwANyAmOiGSNUnwcD1cCh97+eEuMEfpATWFISSxJ3wlzhSiUn3FwmbQp2"
          + "gmKqBl82MmZgZFRhYGBiYmRkhqplgdIYfB4GRgEgzQTmCTCwAl3NzM3BB1TBzABNC2B3r2EYUiDunW8v"
          + "wygYBaNgFIwCQsDd2d+HEVIDIIp8IIiEKYAJlCQWpaeW6GWYMugj1ez6ifqgGg5cuzAiGcsErXEYmZig"
          + "pjBC1QDrRIYL7lv70dzRwD8aF6NgFIyCUTAKRsEoGAWjYBSMglEwCkYBrQAAKZJpUA==";

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }

  private static List<String> values(Path path, String dataset) throws IOException {
    try (FileSource source = FileSource.open(path)) {
      var image = ImageReaders.open(source, 1 << 20, dataset).images().get(0);
      return List.of(image.toString(), "" + image.read(0, 2, 1).at(3));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          link       | '' | UNSUPPORTED  | /Experiments/a/data is a link to another file
          link-group | '' | UNSUPPORTED  | a file without any of
          storage    | '' | UNSUPPORTED  | pixels in another file
          virtual    | '' | UNSUPPORTED  | Virtual storage
          link       | Experiments/a/data | NOT_SELECTED | has no array Experiments/a/data
          link-group | Experiments/a/data | NOT_SELECTED | has no array Experiments/a/data
          storage    | Experiments/a/data | UNSUPPORTED  | pixels in another file
          virtual    | Experiments/a/data | UNSUPPORTED  | Virtual storage
          """)
  void noOtherFileIsRead(String name, String dataset, Kind kind, String words) throws IOException {
    Path target = file("target.h5", TARGET);
    assertEquals(List.of("uint16 [3, 4]", "7777.0"), values(target, ""));
    byte[] pixels = new byte[24];
    java.util.Arrays.fill(pixels, (byte) 7);
    Files.write(folder.resolve("target.bin"), pixels);
    String text =
        switch (name) {
          case "link" -> LINK;
          case "link-group" -> LINK_GROUP;
          case "storage" -> STORAGE;
          default -> VIRTUAL;
        };
    Path path = file(name + ".h5", text);
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> values(path, dataset));
    assertEquals(kind, e.kind(), e.explanation());
    assertTrue(e.explanation().contains(words), e.explanation());
  }
}
