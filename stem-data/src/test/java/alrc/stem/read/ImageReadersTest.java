package alrc.stem.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.stem.SharedData;
import alrc.stem.source.FileSource;
import alrc.stem.stored.ImageReader;
import alrc.stem.transform.Implementations;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReadersTest {
  @Test
  void everyReaderIsRegistered() throws IOException {
    Set<Class<?>> registered = new HashSet<>();
    ImageReaders.all().forEach(reader -> registered.add(reader.getClass()));
    assertEquals(
        new HashSet<>(Implementations.of(ImageReader.class, "alrc.stem.format")), registered);
  }

  @Test
  void everyReaderIsFuzzed() {
    long fuzzed =
        Arrays.stream(ReaderFuzzTest.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(FuzzTest.class))
            .count();
    assertEquals(ImageReaders.all().size(), fuzzed);
  }

  @ParameterizedTest
  @CsvSource({
    "stem-moire-gpa/STEM_Moire_Hologram.dm3, tif, DM3",
    "haadf-atom-detection/Ptporph0.tif, dm4, TIFF",
    "reencoded/moire_16bit.png, mrc, PNG",
    "rosettasciio/HAADFscan.mrc, txt, MRC",
    "hyperspy-demos/stem_abf_data.hspy, emd, HyperSpy HDF5"
  })
  void aFormatIsToldByContentAndNotByName(
      String file, String extension, String format, @TempDir Path folder) throws IOException {
    Path renamed = folder.resolve("image." + extension);
    Files.copy(SharedData.path("data/stem/" + file), renamed);
    try (FileSource source = FileSource.open(renamed)) {
      assertEquals(format, ImageReaders.open(source, 1 << 24).format());
    }
  }
}
