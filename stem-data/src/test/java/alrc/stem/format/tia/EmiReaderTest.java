package alrc.stem.format.tia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.SharedData;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.FileSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.ImageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmiReaderTest {
  private static final Path EMI = Path.of("data/stem/rosettasciio/64x64_TEM_images_acquire.emi");

  @Test
  void itShowsTheImagesOfItsSeriesAndSaysWhoseTheyAre() throws IOException {
    try (FileSource source = FileSource.open(SharedData.path(EMI.toString()))) {
      ImageFile file = ImageReaders.open(source, 1 << 20);
      assertEquals(List.of("64x64_TEM_images_acquire_1.ser"), file.companionOf());
      assertEquals(1, file.images().size());
      UnreadableImageException e = assertThrows(UnreadableImageException.class, file::own);
      assertEquals(Kind.COMPANION, e.kind());
      assertTrue(e.explanation().contains("64x64_TEM_images_acquire_1.ser"), e.explanation());
    }
  }

  @Test
  void aloneItIsACompanionOfWhatIsNotThere(@TempDir Path folder) throws IOException {
    Path alone = Files.copy(SharedData.path(EMI.toString()), folder.resolve("a.b.emi"));
    try (FileSource source = FileSource.open(alone)) {
      UnreadableImageException e =
          assertThrows(UnreadableImageException.class, () -> ImageReaders.open(source, 1 << 20));
      assertEquals(Kind.COMPANION, e.kind());
      assertEquals("companion", e.kind().reason());
      assertTrue(e.explanation().contains("a.b_1.ser"), e.explanation());
    }
  }
}
