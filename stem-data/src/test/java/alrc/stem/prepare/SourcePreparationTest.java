package alrc.stem.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.SharedData;
import alrc.stem.dataset.HashSplit;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import alrc.stem.examples.EncodedExample;
import alrc.stem.examples.ExampleDigest;
import alrc.stem.format.numpy.NpyBytes;
import alrc.stem.read.BytesSource;
import alrc.stem.source.FileSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.synthetic.HaadfSynthesizer;
import alrc.stem.transform.Example;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePreparationTest {
  private static final Recipe PAPER = Recipe.named("partial-stem-paper");

  @TempDir Path folder;

  private static SourcePreparation with(FrameChoice frames) {
    return new SourcePreparation(PAPER, 0, frames, 1L << 32, new HashSplit(0));
  }

  private static SourceFacts prepare(Path file, SourcePreparation preparation, ExampleSink sink)
      throws IOException {
    try (FileSource source = FileSource.open(file)) {
      SourceFacts examined = preparation.examine(source, file.getFileName().toString());
      return examined.isRejected() ? examined : preparation.prepare(source, examined, sink);
    }
  }

  private static SourceFacts prepare(String shared, FrameChoice frames) throws IOException {
    return prepare(SharedData.path("data/" + shared), with(frames), (example, split) -> {});
  }

  @ParameterizedTest
  @CsvSource({
    "bad/rgb.tif, colour",
    "bad/small_300x400.tif, too-small",
    "bad/stack_5x512x512.tif, stack",
    "bad/truncated.tif, corrupt",
    "bad/truncated.dm3, corrupt",
    "bad/zero_byte.dm3, corrupt",
    "bad/claims_100000x100000.tif, corrupt",
    "bad/corrupt_data_length.dm4, corrupt",
    "bad/corrupt_tag_length.dm4, too-small",
    "bad/text_renamed.tif, not-a-micrograph",
    "stem/openNCEM/08_carbon.dm3, spectrum",
    "stem/rosettasciio/dm2D_test-3.dm3, complex",
    "stem/rosettasciio/64x64_TEM_images_acquire.emi, companion",
    "stem/finding-atomic-positions/HAADF_byungchul.png, too-small"
  })
  void whatIsNotUsedIsOneRowForTheWholeFile(String file, String reason) throws IOException {
    SourceFacts facts = prepare(file, FrameChoice.NONE);
    assertTrue(facts.isRejected());
    assertEquals(1, facts.rejects().size());
    Reject reject = facts.rejects().get(0);
    assertEquals(reason, reject.reason());
    assertTrue(reject.isWholeFile() && !reject.isCrop());
    assertEquals(0, facts.examples() + facts.crops() + facts.imagesUsed());
    assertEquals(64, facts.sha256().length());
  }

  @Test
  void detailsAreSentencesForAMicroscopist() throws IOException {
    assertEquals(
        "300×400 pixels; a crop needs 512×512",
        prepare("bad/small_300x400.tif", FrameChoice.NONE).rejects().get(0).detail());
    assertEquals(
        "5 frames; choose with --frames first|all|mean|sum|N",
        prepare("bad/stack_5x512x512.tif", FrameChoice.NONE).rejects().get(0).detail());
    assertEquals(
        "5 frames; --frames 9: must be in 0…4",
        prepare("bad/stack_5x512x512.tif", FrameChoice.parse("9")).rejects().get(0).detail());
  }

  @ParameterizedTest
  @CsvSource({
    "bad/constant.tif, none, 1",
    "bad/nan_inf_pixels.tif, none, 1",
    "stem/reencoded/sto_bigtiff.tif, none, 1",
    "stem/haadf-atom-detection/Re_bpy_1h11.tif, none, 4",
    "stem/reencoded/moire_16bit.png, none, 1",
    "stem/stem-moire-gpa/STEM_Moire_Hologram.dm3, none, 1",
    "stem/reencoded/sto_stack_uint16.dm3, first, 1",
    "stem/reencoded/sto_stack_uint16.dm3, mean, 1",
    "stem/reencoded/sto_stack_uint16.dm3, sum, 1",
    "stem/reencoded/sto_stack_uint16.dm3, 1, 1",
    "stem/reencoded/sto_multipage.tif, all, 2"
  })
  void whatIsUsedGivesItsCropsAndAccountsForThem(String file, String frames, int examples)
      throws IOException {
    List<EncodedExample> taken = new ArrayList<>();
    SourceFacts facts =
        prepare(
            SharedData.path("data/" + file),
            with(FrameChoice.parse(frames)),
            (example, split) -> taken.add(example));
    assertFalse(facts.isRejected());
    assertEquals(examples, facts.examples());
    assertEquals(examples, taken.size());
    assertEquals(facts.crops(), facts.examples() + facts.cropsRejected());
    assertEquals(facts.digest(), taken.stream().mapToLong(EncodedExample::digest).sum());
    taken.forEach(example -> assertTrue(example.example().isFinite()));
  }

  /** Pins every byte of an example of the paper's recipe: pixels, noise, name, fields. */
  @Test
  void thePaperRecipeIsPinnedToTheByte() throws IOException {
    SourceFacts facts = prepare("stem/reencoded/moire_lzw_uint16.tif", FrameChoice.NONE);
    assertEquals("a3d3b1b66f5a6014", ExampleDigest.text(facts.digest()));
    assertEquals(
        facts.digest(), prepare("stem/reencoded/moire_lzw_uint16.tif", FrameChoice.NONE).digest());
  }

  @Test
  void framesAreNamedInTheExamples() throws IOException {
    Set<String> ids = new HashSet<>();
    for (String frames : List.of("all", "mean", "sum")) {
      prepare(
          SharedData.path("data/stem/reencoded/sto_multipage.tif"),
          with(FrameChoice.parse(frames)),
          (example, split) -> ids.add(example.example().key().id()));
    }
    assertEquals(
        Set.of(
            "sto_multipage.tif#i0f0r0c0a0",
            "sto_multipage.tif#i0f1r0c0a0",
            "sto_multipage.tif#i0f-1r0c0a0",
            "sto_multipage.tif#i0f-2r0c0a0"),
        ids);
  }

  /** Sums of counts are exact also where a float32 would round: 257 × 65,535 is odd. */
  @Test
  void theSumOfFramesIsExact() throws IOException {
    int frames = 257;
    ByteBuffer counts = ByteBuffer.allocate(frames * 64 * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < frames * 64; i++) {
      counts.putShort((short) (i % 2 == 0 ? 0 : 0xffff));
    }
    byte[] stack = NpyBytes.array(NpyBytes.description("<u2", false, "257, 8, 8"), counts.array());
    List<Double> sums = new ArrayList<>();
    WholeFrames.read(
        new BytesSource(stack),
        "stack.npy",
        FrameChoice.parse("sum"),
        1 << 20,
        (image, frame, pixels) -> {
          assertEquals(-2, frame);
          sums.add(pixels.at(0));
          sums.add(pixels.at(1));
        });
    assertEquals(List.of(0.0, 257.0 * 65_535), sums);
  }

  @Test
  void aConstantImageIsABlankExample() throws IOException {
    List<Example> taken = new ArrayList<>();
    prepare(
        SharedData.path("data/bad/constant.tif"),
        with(FrameChoice.NONE),
        (example, split) -> taken.add(example.example()));
    assertTrue(taken.get(0).blank());
  }

  @Test
  void theRejectsOfTheEightOrientationsOfACropAreToldApart() throws IOException {
    Recipe recipe =
        Recipe.parse(
            "name: all\ncrop: {side: 512}\nwhen-blank: reject\n"
                + "steps: [rescale-min-max, {kind: orient, choice: all}]\n",
            "all.yaml");
    SourcePreparation preparation =
        new SourcePreparation(recipe, 0, FrameChoice.NONE, 1L << 32, new HashSplit(0));
    SourceFacts facts =
        prepare(SharedData.path("data/bad/constant.tif"), preparation, (example, split) -> {});
    assertEquals(8, facts.cropsRejected());
    assertEquals(8, Set.copyOf(facts.rejects().stream().filter(Reject::isCrop).toList()).size());
    assertTrue(facts.rejects().get(7).detail().endsWith("; augmentation 7 of 0…7"));
  }

  @Test
  void anUnreadableFileIsAWholeFileReject() {
    SourceFacts facts =
        with(FrameChoice.NONE).unreadable("x.tif", new AccessDeniedException("x.tif"));
    assertEquals("unreadable", facts.rejects().get(0).reason());
    assertTrue(facts.isRejected());
    assertEquals("", facts.sha256());
  }

  @Test
  void examplesAreTheSameWhateverTheNameAndTheOrder() throws IOException {
    Path file = folder.resolve("a.tif");
    new HaadfSynthesizer(1100, 2).write(0, file);
    Path copy = Files.copy(file, folder.resolve("b.tif"));
    List<float[]> scans = new ArrayList<>();
    Set<Split> splits = new HashSet<>();
    for (Path path : List.of(file, copy)) {
      SourceFacts facts =
          prepare(
              path,
              with(FrameChoice.NONE),
              (example, split) -> {
                scans.add(example.example().scan().orElseThrow().values());
                splits.add(split);
              });
      assertEquals(4, facts.examples());
      splits.add(facts.split());
    }
    assertEquals(1, splits.size());
    for (int i = 0; i < 4; i++) {
      assertTrue(java.util.Arrays.equals(scans.get(i), scans.get(i + 4)));
    }
  }

  /** Overwrites the file in place; its length and its time of modification stay. */
  private static void overwrite(Path file, byte[] content) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    Files.write(file, content, StandardOpenOption.WRITE);
    Files.setLastModifiedTime(file, time);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void aFileThatChangesAfterItWasExaminedIsRefused(int afterExamples) throws IOException {
    Path file = folder.resolve("a.tif");
    new HaadfSynthesizer(1100, 2).write(0, file);
    byte[] other = Files.readAllBytes(file);
    other[4000] ^= 1;
    SourcePreparation preparation = with(FrameChoice.NONE);
    try (FileSource source = FileSource.open(file)) {
      SourceFacts examined = preparation.examine(source, "a.tif");
      List<EncodedExample> taken = new ArrayList<>();
      if (afterExamples == 0) {
        overwrite(file, other);
      }
      ExampleSink sink =
          (example, split) -> {
            taken.add(example);
            if (taken.size() == afterExamples) {
              overwrite(file, other);
            }
          };
      ChangedSourceException e =
          assertThrows(
              ChangedSourceException.class, () -> preparation.prepare(source, examined, sink));
      assertTrue(e.getMessage().contains("SHA-256 " + examined.sha256() + " before, "));
      assertEquals(4, taken.size());
    }
  }

  @Test
  void aFileThatBecomesUnreadableAfterItWasExaminedHasChanged() throws IOException {
    Path file = folder.resolve("a.tif");
    new HaadfSynthesizer(1100, 2).write(0, file);
    SourcePreparation preparation = with(FrameChoice.NONE);
    try (FileSource source = FileSource.open(file)) {
      SourceFacts examined = preparation.examine(source, "a.tif");
      overwrite(file, new byte[(int) Files.size(file)]);
      ChangedSourceException e =
          assertThrows(
              ChangedSourceException.class,
              () -> preparation.prepare(source, examined, (example, split) -> {}));
      assertTrue(e.getMessage().startsWith("the file changed after it was examined: not a micro"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
  void aWrongChecksumInAnArchiveOfArraysIsCorrupt(int method) throws IOException {
    byte[] array =
        NpyBytes.array(NpyBytes.description("|u1", false, "512, 512"), new byte[512 * 512]);
    byte[] archive = NpyBytes.archive(method, "x.npy", array);
    // The checksum is at byte 16 of the entry in the table, which ends the file.
    archive[archive.length - 22 - 46 - "x.npy".length() + 16] ^= 1;
    Path file = Files.write(folder.resolve("x.npz"), archive);
    SourceFacts facts = prepare(file, with(FrameChoice.NONE), (example, split) -> {});
    assertEquals("corrupt", facts.rejects().get(0).reason());
  }

  @Test
  void damageInsideCompressedPixelsIsFoundBeforeAnExampleIsHandedOver() throws IOException {
    byte[] bytes =
        Files.readAllBytes(SharedData.path("data/stem/reencoded/ncem_deflate_strips.tif"));
    java.util.Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 2000, (byte) 0x5a);
    Path file = Files.write(folder.resolve("damaged.tif"), bytes);
    List<EncodedExample> taken = new ArrayList<>();
    SourceFacts facts =
        prepare(file, with(FrameChoice.NONE), (example, split) -> taken.add(example));
    assertEquals("corrupt", facts.rejects().get(0).reason());
    assertEquals(0, taken.size());
  }

  @Test
  void thePlanEqualsWhatIsMade() throws IOException {
    int plans = 0;
    try (Stream<Path> files = Files.walk(SharedData.path("data/stem"))) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(tif|png|dm[34])")).toList()) {
        SourcePreparation preparation = with(FrameChoice.NONE);
        SourceFacts facts = prepare(file, preparation, (example, split) -> {});
        try (FileSource source = FileSource.open(file)) {
          assertEquals(
              new SourcePlan(
                  facts.images(),
                  facts.imagesUsed(),
                  facts.crops(),
                  facts.rejects().stream().filter(reject -> !reject.isCrop()).toList()),
              preparation.plan(source, file.getFileName().toString()));
        }
        plans++;
      }
    }
    assertTrue(plans > 30);
    Path text = SharedData.path("data/bad/text_renamed.tif");
    try (FileSource source = FileSource.open(text)) {
      assertThrows(
          UnreadableImageException.class, () -> with(FrameChoice.NONE).plan(source, "text"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "first, ONE, 0",
    "all, ALL, 0",
    "mean, MEAN, 0",
    "sum, SUM, 0",
    "12, ONE, 12",
    "none, NONE, 0"
  })
  void frameChoicesAreParsed(String text, FrameChoice.Way way, int frame) {
    assertEquals(new FrameChoice(way, frame), FrameChoice.parse(text));
  }
}
