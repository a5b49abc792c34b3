package alrc.jobs.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.jobs.ledger.table.ParquetTable;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedTest {
  private static final long OLD = 1_000_000;

  @TempDir private Path folder;
  private Storage storage;
  private Ledger ledger;

  @BeforeEach
  void open() {
    storage = StorageSettings.local().open();
    ledger = new Ledger(new SweepFolder(storage, folder.toString()));
  }

  @Test
  void manySummariesComeInTheOrderAskedFor() throws IOException {
    List<String> ids = IntStream.range(0, 100).mapToObj(i -> "trial" + i).toList();
    for (String id : ids) {
      write(id, id.hashCode());
    }

    assertEquals(ids, values("trial_id", ledger.recorded().summaries(ids)));
    assertEquals(
        List.of("trial7", "trial3"),
        values("trial_id", ledger.recorded().summaries(List.of("trial7", "absent", "trial3"))));
  }

  @Test
  void whatTheTableHoldsIsNotReadAgain() throws IOException {
    write("a", 1);
    write("b", 2);
    age("a", "b");
    ledger.recorded().publishTable(List.of());
    Files.writeString(summary("a"), "no Parquet, so reading it would fail");
    age("a");

    assertEquals(List.of(1L, 2L), seeds("a", "b"));
  }

  /** Most bytes of a large table are settings as JSON, which no report needs. */
  @Test
  void resultsAreReadWithoutTheSettingsAsJson() throws IOException {
    Map<String, Object> row = Map.of("trial_id", "a", "seed", 1L, "config", "{}");
    ParquetTable.write(storage, summary("a").toString(), LedgerSchema.SUMMARIES, List.of(row));
    age("a");
    ledger.recorded().publishTable(List.of());

    assertEquals(
        List.of(Map.of("trial_id", "a", "seed", 1L)), ledger.results().summaries(List.of("a")));
    assertEquals(List.of(row), ledger.recorded().summaries(List.of("a")));
    Recorded results = ledger.results();
    assertThrows(IllegalStateException.class, () -> results.publishTable(List.of()));
  }

  @Test
  void aSummaryThatIsNewerThanTheTableCounts() throws IOException {
    write("a", 1);
    write("b", 2);
    age("a", "b");
    ledger.recorded().publishTable(List.of());
    Files.setLastModifiedTime(folder.resolve("table.parquet"), FileTime.fromMillis(OLD + 1));
    write("a", 10);
    write("c", 3);

    assertEquals(List.of(10L, 2L, 3L), seeds("a", "b", "c"));
    assertFalse(ledger.recorded().isTablePublished(List.of()));
    age("a", "b", "c");
    ledger.recorded().publishTable(List.of());
    assertTrue(ledger.recorded().isTablePublished(List.of()));
  }

  @Test
  void whatWasReadIsNotReadAgainLaterAndWhatIsNewIs() throws IOException {
    write("a", 1);
    write("b", 2);
    write("c", 3);
    age("a", "b", "c");
    Recorded first = ledger.recorded();
    assertEquals(List.of(1L, 2L), values("seed", first.summaries(List.of("a", "b"))));
    byte[] unreadable = new byte[(int) Files.size(summary("a"))];
    Files.write(summary("a"), unreadable);
    age("a");
    write("b", 20);
    write("d", 4);

    assertEquals(Set.of("a", "b", "c"), first.finished(), "as it was");
    Recorded later = first.later();
    assertEquals(Set.of("a", "b", "c", "d"), later.finished());
    assertEquals(
        List.of(1L, 20L, 3L, 4L), values("seed", later.summaries(List.of("a", "b", "c", "d"))));
  }

  @Test
  void whatIsNoSummaryIsPassedOverAndNamed() throws IOException {
    for (String id : List.of("sound", "cut", "empty", "other", "flipped")) {
      write(id, 1);
    }
    byte[] whole = Files.readAllBytes(summary("cut"));
    Files.write(summary("cut"), Arrays.copyOf(whole, whole.length / 2));
    Files.write(summary("empty"), new byte[0]);
    Files.copy(summary("sound"), summary("other"), StandardCopyOption.REPLACE_EXISTING);
    byte[] flipped = Files.readAllBytes(summary("flipped"));
    flipped[new String(flipped, StandardCharsets.ISO_8859_1).indexOf("flipped")] ^= 1;
    Files.write(summary("flipped"), flipped);
    Files.writeString(summary("notes"), "no Parquet");
    Files.createDirectories(folder.resolve("failures"));
    Files.writeString(folder.resolve("failures/foo.parquet"), "");
    Files.writeString(folder.resolve("failures/sound-a1.parquet"), "");

    Recorded recorded = ledger.recorded();
    recorded.check();
    assertEquals(Set.of("sound"), recorded.finished());
    assertTrue(recorded.isPending("cut", 3));
    assertEquals(Map.of("sound", 1), recorded.failures());
    String remarks = String.join("\n", recorded.remarks());
    for (String name : List.of("cut", "empty", "other", "flipped", "notes")) {
      assertTrue(remarks.contains("/summaries/" + name + ".parquet: skipped, "), remarks);
    }
    assertTrue(remarks.contains("/failures/foo.parquet: skipped, "), remarks);
    assertEquals(6, recorded.remarks().size());
    assertEquals(recorded.remarks(), recorded.later().remarks(), "not read again");
    recorded.publishTable(List.of());
    age("sound");
    assertEquals(List.of(1L), seeds("sound", "cut", "notes"));
  }

  @Test
  void aRowWhoseFileWasRemovedIsNoResult() throws IOException {
    write("a", 1);
    write("b", 2);
    age("a", "b");
    ledger.recorded().publishTable(List.of());
    Files.delete(summary("a"));

    assertEquals(List.of(2L), seeds("a", "b"));
  }

  @Test
  void aDamagedTableIsMended() throws IOException {
    write("a", 1);
    age("a");
    Files.writeString(folder.resolve("table.parquet"), "half");
    ledger.recorded().publishTable(List.of());

    String table = folder.resolve("table.parquet").toString();
    assertEquals(List.of(1L), values("seed", ParquetTable.read(storage, table)));
  }

  @Test
  void theTableSaysWhichTrialsTheStudyAsksFor() throws IOException {
    Trial asked = new Trial(Study.preset("cifar10-paper-small").cells().get(0), 3, "digest");
    write(asked.id(), 3);
    write("a", 1);
    age(asked.id(), "a");
    assertEquals(Set.of("a"), ledger.recorded().noLongerAsked(List.of(asked)));
    ledger.recorded().publishTable(List.of(asked));

    Map<Object, Object> said = new HashMap<>();
    for (Map<String, Object> row :
        ParquetTable.read(storage, folder.resolve("table.parquet").toString())) {
      said.put(row.get("trial_id"), row.get("asked"));
    }
    assertEquals(Map.of(asked.id(), true, "a", false), said);
    assertTrue(ledger.recorded().isTablePublished(List.of(asked)));
    assertFalse(ledger.recorded().isTablePublished(List.of()), "the study has changed");
    Map<String, Object> row = ledger.recorded().summaries(List.of("a")).get(0);
    assertFalse(row.containsKey("asked"), "it is no column of a summary");
  }

  private List<Object> seeds(String... ids) throws IOException {
    return values("seed", ledger.recorded().summaries(List.of(ids)));
  }

  private static List<Object> values(String column, List<Map<String, Object>> rows) {
    return rows.stream().map(row -> row.get(column)).toList();
  }

  private void write(String id, long seed) throws IOException {
    Map<String, Object> row = Map.of("trial_id", id, "seed", seed);
    ParquetTable.write(storage, summary(id).toString(), LedgerSchema.SUMMARIES, List.of(row));
  }

  private void age(String... ids) throws IOException {
    for (String id : ids) {
      Files.setLastModifiedTime(summary(id), FileTime.fromMillis(OLD));
    }
  }

  private Path summary(String id) {
    return folder.resolve("summaries").resolve(id + ".parquet");
  }
}
