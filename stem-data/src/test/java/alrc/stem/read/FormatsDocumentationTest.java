package alrc.stem.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.stored.ImageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table of formats in docs/formats.md: each row names the tests that check it, and each reader
 * and each format that is rejected by name has its place. {@code -Dalrc.write=true} writes the
 * page.
 */
class FormatsDocumentationTest {
  private static final Path PAGE = Path.of("../docs/formats.md");

  /**
   * Reader | format | 2-D | stack | compressed | pixel size | not read | tests, in packages of
   * alrc.stem; a trailing star means compared with independent decodes of files by other programs.
   */
  private static final String ROWS =
      """
      DigitalMicrograph | Gatan DM3, DM4 | yes | yes | – | yes | spectra, colour, complex | format.gatan.DigitalMicrographReaderTest, read.ExpectedDecodesTest*
      TIFF | TIFF, BigTIFF: integers of 8–64 and 12 bits, floats of 16–64 bits, both byte orders | yes | multi-page | LZW, Deflate, PackBits, Zstandard, LZMA; predictors 2 and 3 | ImageJ, OME, DigitalMicrograph, FEI with its navigation camera, Zeiss, JEOL SightX, TVIPS, Olympus, EMSIS | different colours, JPEG, other numbers of bits, EER | format.tiff.TiffReaderTest, format.tiff.TiffChunksTest, format.tiff.TiffLayoutsTest, format.tiff.TiffPixelSizeTest, read.OtherFormatsTest, read.ExpectedDecodesTest*
      PNG | PNG, 8 and 16 bits | yes | – | yes | no | different colours | format.png.PngReaderTest, read.ExpectedDecodesTest*
      SER | TIA SER (0x210, 0x220) | yes | yes | – | yes; none of diffraction patterns (1/m) | spectra | format.tia.SerReaderTest, read.ExpectedDecodesTest*
      EMI | TIA EMI, beside its SER | `companion` | – | – | – | – | format.tia.EmiReaderTest, read.ExpectedDecodesTest*
      blockfile | NanoMegas blockfile | – | diffraction patterns | – | yes | – | read.ReaderFuzzTest, read.TruncationTest*
      Merlin MIB | Merlin `.mib` (Medipix3), 8, 16 and 32 bits (no real file was at hand) | yes | yes, 4-D as a stack | – | no | raw counters (R64) | format.merlin.MibReaderTest
      TVIPS stream | TVIPS `.tvips`, 8 and 16 bits; each file of a sequence is a stack (no real file was at hand) | yes | yes, 4-D as a stack | – | no | other versions | format.tvips.TvipsReaderTest
      EMPAD | EMPAD `.raw` that an XML beside it names (no real file was at hand) | yes | yes, 4-D as a stack | – | none: angles | – | format.empad.EmpadReaderTest
      EMPAD XML | EMPAD XML, beside its `.raw` | `companion` | – | – | – | – | format.empad.EmpadReaderTest
      NPY | NPY: all types of numbers, C and Fortran order | yes | yes | – | no | objects, structures | format.numpy.NpyReaderTest, read.ExpectedDecodesTest*
      NPZ | NPZ, Nion Swift `.ndata1`, CEOS `.prz` | yes | yes | Deflate | Nion Swift, CEOS | objects, structures | format.numpy.NpzReaderTest, format.numpy.PantaRheiTest
      MRC | MRC, MRC2014: modes 0, 1, 2, 6, 12, both byte orders | yes | yes | – | yes | complex, RGB, 4 bits | format.mrc.MrcReaderTest, read.ExpectedDecodesTest*
      HDF5 (EMD, hspy) | Velox EMD, with titles of derived images | yes | yes | as HyperSpy HDF5 | yes | spectra, streams of X-ray events; element maps unless chosen | format.hdf5.Hdf5ReaderTest, format.hdf5.VeloxLabelsTest, read.ExpectedDecodesTest*
      HDF5 (EMD, hspy) | NCEM and Prismatic EMD | in stored order | yes | as HyperSpy HDF5 | yes | spectra | format.hdf5.Hdf5ReaderTest, read.ExpectedDecodesTest*, read.ReportedFilesTest*
      HDF5 (EMD, hspy) | HyperSpy `.hspy`, `.hdf5` | yes | yes | Deflate, shuffle, bit shuffle, LZF, LZ4, Blosc, Zstandard | yes | spectra, RGB, szip, n-bit | format.hdf5.Hdf5FiltersTest, packed.ForeignBlocksTest, read.ExpectedDecodesTest*
      HDF5 (EMD, hspy) | any HDF5 (NeXus, EMD 1.0, py4DSTEM, Nion Swift): the only array, or `--dataset` | in stored order | yes | as HyperSpy HDF5 | of NeXus and EMD axes, Nion Swift | several arrays without `--dataset` | format.hdf5.LoneArrayTest
      Zarr | Zarr 2 in ZIP, such as `.zspy` | yes | yes | zlib, gzip, LZ4, Zstandard, Blosc | HyperSpy | filters | format.zarr.ZarrZipReaderTest, read.ExpectedDecodesTest*
      Zarr | Zarr folders, versions 2 and 3, HyperSpy, OME-Zarr | yes | yes | as above, CRC-32C, shards (no real file was at hand) | HyperSpy, OME | as above, transposed arrays | format.zarr.ZarrFolderReaderTest
      | any of these but EMPAD in gzip or bzip2 | yes | yes | – | yes | other compressions | read.PackedFileTest
      | any of these in a tar or ZIP archive | yes | yes | Deflate | yes | encrypted, sparse, links | archive.ArchivesTest
      """;

  private record Row(String reader, List<String> cells, List<String> tests) {}

  private static List<Row> rows() {
    return ROWS.lines()
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .map(
            cells ->
                new Row(
                    cells.get(0),
                    cells.subList(1, cells.size() - 1),
                    List.of(cells.get(cells.size() - 1).split(", "))))
        .toList();
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append("# Formats\n\n")
        .append("`FormatsDocumentationTest` writes this page and checks that its tests exist and ")
        .append("that every reader has a row.\nFormats are detected from the content. Stacks need ")
        .append("`--frames`. ★: compared with independent decodes of files\n")
        .append("that other programs wrote.\n\n")
        .append("| format | 2-D | stack | compressed | pixel size | not read, by name | tests |\n")
        .append("|---|---|---|---|---|---|---|\n");
    for (Row row : rows()) {
      String tests =
          row.tests.stream()
              .map(test -> test.replaceFirst(".*\\.", "").replace("*", " ★"))
              .collect(Collectors.joining(", "));
      page.append("| ").append(String.join(" | ", row.cells)).append(" | ").append(tests);
      page.append(" |\n");
    }
    return page.append("\nKnown and not read, rejected as `unsupported` under their names: ")
        .append(String.join(", ", OtherFormats.names()))
        .append(", EER, Gatan DM5.\n")
        .toString();
  }

  @Test
  void thePageSaysWhatTheTestsCheck() throws IOException {
    if (Boolean.getBoolean("alrc.write")) {
      Files.writeString(PAGE, page());
    }
    assertEquals(page(), Files.readString(PAGE), "run this test with -Dalrc.write=true");
  }

  @Test
  void everyReaderHasARowAndNoRowIsOfAnother() {
    TreeSet<String> readers = new TreeSet<>();
    for (ImageReader reader : ImageReaders.all()) {
      readers.add(reader.format());
    }
    TreeSet<String> rows = new TreeSet<>();
    rows().stream().map(Row::reader).filter(name -> !name.isEmpty()).forEach(rows::add);
    assertEquals(readers, rows);
  }

  @Test
  void everyTestOfARowExists() throws ClassNotFoundException {
    for (Row row : rows()) {
      for (String test : row.tests) {
        Class<?> type = Class.forName("alrc.stem." + test.replace("*", ""));
        assertTrue(type.getDeclaredMethods().length > 0, test);
      }
    }
  }
}
