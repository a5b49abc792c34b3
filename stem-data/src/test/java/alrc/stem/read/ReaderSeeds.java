package alrc.stem.read;

import static java.util.Map.entry;

import alrc.stem.format.empad.EmpadReaderTest;
import alrc.stem.format.gatan.DmBytes;
import alrc.stem.format.hdf5.Hdf5Bytes;
import alrc.stem.format.merlin.MibReaderTest;
import alrc.stem.format.numpy.NpyBytes;
import alrc.stem.format.tia.SerBytes;
import alrc.stem.format.tiff.TiffBytes;
import alrc.stem.format.tiff.TiffChunksTest;
import alrc.stem.format.tvips.TvipsReaderTest;
import alrc.stem.format.zarr.ZarrBytes;
import alrc.stem.format.zarr.ZarrFolderReaderTest;
import alrc.stem.stored.WrittenByJdk;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Small sound files from which {@link ReaderFuzzTest} starts, made here, and what fuzzing has found
 * (fuzz-findings.txt: name of the test, content in hexadecimal). Named as the test methods are.
 */
public final class ReaderSeeds implements ArgumentsProvider {
  private static final String FINDINGS = "fuzz-findings.txt";

  private static final Map<String, Supplier<List<byte[]>>> SEEDS =
      Map.ofEntries(
          entry("digitalMicrograph", DmBytes::seeds),
          entry("tiff", ReaderSeeds::tiff),
          entry("png", () -> List.of(png(8), png(16))),
          entry("ser", SerBytes::seeds),
          entry("emi", SerBytes::withEmi),
          entry("mrc", () -> List.of(mrc(0), mrc(2), mrc(6))),
          entry("blockfile", () -> List.of(blockfile())),
          entry("npy", NpyBytes::seeds),
          entry("npz", NpyBytes::archives),
          entry("hdf5", Hdf5Bytes::seeds),
          entry("mib", MibReaderTest::seeds),
          entry("tvips", TvipsReaderTest::seeds),
          entry("empad", EmpadReaderTest::seeds),
          entry("empadRaw", EmpadReaderTest::seeds),
          entry("zarrFolder", ZarrFolderReaderTest::seeds),
          entry("zarr", () -> List.of(ZarrBytes.stored("none"), ZarrBytes.stored("zlib"))));

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    String name = context.getRequiredTestMethod().getName();
    return Stream.concat(SEEDS.get(name).get().stream(), findings(name).stream())
        .map(bytes -> Arguments.of((Object) bytes));
  }

  /**
   * Writes the seeds of one test into a folder, for long runs.
   *
   * @param arguments name of the test, folder; without any, prints the names
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0) {
      SEEDS.keySet().stream().sorted().forEach(System.out::println);
      return;
    }
    int i = 0;
    for (byte[] seed : SEEDS.get(arguments[0]).get()) {
      Files.write(Path.of(arguments[1], "seed-" + i++), seed);
    }
  }

  private static List<byte[]> findings(String name) {
    try (InputStream in = ReaderSeeds.class.getResourceAsStream(FINDINGS)) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines()
          .filter(line -> line.startsWith(name + " "))
          .map(line -> HexFormat.of().parseHex(line.substring(name.length() + 1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> tiff() {
    List<byte[]> files = new ArrayList<>();
    for (String compression : new String[] {"", "LZW", "Deflate", "PackBits"}) {
      for (int bits : new int[] {8, 16}) {
        files.add(WrittenByJdk.file("tiff", grey(bits), compression, WrittenByJdk.Layout.STRIPS));
      }
      files.add(WrittenByJdk.file("tiff", grey(8), compression, WrittenByJdk.Layout.TILES));
    }
    files.addAll(TiffBytes.seeds());
    files.addAll(TiffChunksTest.seeds());
    return files;
  }

  private static byte[] png(int bits) {
    return WrittenByJdk.file("png", grey(bits), "", WrittenByJdk.Layout.STRIPS);
  }

  private static BufferedImage grey(int bits) {
    int type = bits == 8 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_USHORT_GRAY;
    BufferedImage image = new BufferedImage(20, 12, type);
    WritableRaster raster = image.getRaster();
    for (int row = 0; row < 12; row++) {
      for (int col = 0; col < 20; col++) {
        raster.setSample(col, row, 0, (row * row + col / 3) % 251);
      }
    }
    return image;
  }

  private static byte[] mrc(int mode) {
    ByteBuffer file = ByteBuffer.allocate(1024 + 8 + 96).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0, 4).putInt(4, 3).putInt(8, 2).putInt(12, mode);
    file.putInt(28, 4).putInt(32, 3).putInt(36, 2).putFloat(40, 8).putFloat(44, 8);
    file.putInt(64, 1).putInt(68, 2).putInt(72, 3).putInt(92, 8);
    return file.putInt(208, 0x2050414d).putShort(212, (short) 0x4444).array();
  }

  private static byte[] blockfile() {
    ByteBuffer file = ByteBuffer.allocate(256 + 6 * (16 + 6)).order(ByteOrder.LITTLE_ENDIAN);
    file.put("IMGBLO".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0x102);
    file.putInt(8, 240).putInt(12, 256).putShort(20, (short) 4);
    return file.putShort(24, (short) 3).putShort(26, (short) 2).putShort(50, (short) 900).array();
  }
}
