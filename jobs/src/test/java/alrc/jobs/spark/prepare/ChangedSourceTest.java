package alrc.jobs.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Duck;
import alrc.jobs.storage.FoundFile;
import alrc.jobs.storage.StorageSettings;
import alrc.settings.RecordJson;
import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.dataset.ScanLayout;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.prepare.Duplicates;
import alrc.stem.prepare.FrameChoice;
import alrc.stem.prepare.ImageChoice;
import alrc.stem.source.FileSource;
import alrc.stem.synthetic.HaadfSynthesizer;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are rewritten in place, with the same length and time, between the two passes. */
class ChangedSourceTest {
  @TempDir Path folder;

  private final LongAccumulator images = new LongAccumulator();
  private final LongAccumulator crops = new LongAccumulator();

  private PrepareSpec spec() {
    return new PrepareSpec(
        folder.resolve("out").toString(),
        Recipe.named("partial-stem-paper").canonicalJson(),
        0,
        ImageChoice.of(FrameChoice.NONE),
        1L << 32,
        PrepareSpec.HASH,
        "",
        Duplicates.KEEP,
        new DatasetLayout("parquet", ScanLayout.DENSE, PixelEncoding.FLOAT32));
  }

  private SourceBatch.Work examined(int index) throws IOException {
    Path file = folder.resolve("m" + index + ".tif");
    new HaadfSynthesizer(600, index).write(0, file);
    try (FileSource source = FileSource.open(file)) {
      SourceFacts facts = spec().preparation().examine(source, file.getFileName().toString());
      return new SourceBatch.Work(
          new FoundFile("file:" + file, facts.source(), source.size()), facts);
    }
  }

  private void change(int index) throws IOException {
    Path file = folder.resolve("m" + index + ".tif");
    FileTime time = Files.getLastModifiedTime(file);
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content, StandardOpenOption.WRITE);
    Files.setLastModifiedTime(file, time);
  }

  private List<SourceFacts> prepare(List<SourceBatch.Work> work) throws IOException {
    PrepareTask task = new PrepareTask(spec().toJson(), StorageSettings.local(), 1, images, crops);
    Iterator<String> json = task.call(List.of(new SourceBatch(work).toJson()).iterator());
    List<SourceFacts> facts = new ArrayList<>();
    json.forEachRemaining(text -> facts.add(RecordJson.read(text, SourceFacts.class)));
    return facts;
  }

  @Test
  void aChangedSourceIsRejectedAndTheOthersAreKept() throws Exception {
    List<SourceBatch.Work> work = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      work.add(examined(i));
    }
    change(1);
    change(3);
    List<SourceFacts> made = prepare(work);
    assertEquals(
        List.of(false, true, false, true), made.stream().map(SourceFacts::isRejected).toList());
    assertEquals("changed", made.get(1).rejects().get(0).reason());
    assertTrue(
        made.get(1)
            .rejects()
            .get(0)
            .detail()
            .endsWith("; run prepare again when nothing writes to the file"));
    assertEquals(2, images.value());
    List<String> expected =
        made.stream()
            .filter(source -> !source.isRejected())
            .map(source -> source.source() + " " + source.examples())
            .toList();
    assertEquals(
        expected,
        Duck.rows(
            folder.resolve("out"),
            "SELECT source || ' ' || count(*) FROM read_parquet('%s/examples/**/*.parquet')"
                + " GROUP BY source ORDER BY source"));
  }

  @Test
  void aBatchOfChangedSourcesLeavesNoFile() throws IOException {
    SourceBatch.Work only = examined(7);
    change(7);
    assertTrue(prepare(List.of(only)).get(0).isRejected());
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
    }
  }
}
