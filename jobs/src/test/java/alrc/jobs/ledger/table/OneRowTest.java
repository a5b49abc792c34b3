package alrc.jobs.ledger.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.ledger.LedgerSchema;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Summaries are read by a short way: it must give what the library gives, or nothing. */
class OneRowTest {
  private static final Map<String, Object> ROW =
      Map.of(
          "trial_id",
          "0123456789abcdef",
          "study",
          "a name with ∞ and \"quotes\"",
          "seed",
          7L,
          "deviations",
          Double.POSITIVE_INFINITY,
          "final_mean",
          0.125,
          "attempt",
          3,
          "iterations",
          20_000_000_000L,
          "config",
          "{}");

  @TempDir private Path folder;
  private final Storage storage = StorageSettings.local().open();

  @Test
  void aSummaryIsReadByTheShortWay() throws IOException {
    byte[] bytes = written(List.of(ROW));

    assertEquals(Optional.of(ROW), row(bytes));
    assertEquals(List.of(ROW), ParquetTable.read(new HeldFile(bytes)));
  }

  @Test
  void otherNumbersOfRowsAreLeftToTheLibrary() throws IOException {
    assertEquals(Optional.empty(), row(written(List.of())));
    assertEquals(Optional.empty(), row(written(List.of(ROW, ROW))));
    assertEquals(Optional.empty(), row(new byte[0]));
  }

  /** A damaged file gives what was written or is left to the library, which finds damage or not. */
  @Test
  void noDamageGivesAnotherRow() throws IOException {
    byte[] sound = written(List.of(ROW));
    SplittableRandom random = new SplittableRandom(1);
    int read = 0;
    for (int i = 0; i < 300; i++) {
      byte[] bytes = sound.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Optional<Map<String, Object>> row = row(bytes);
      if (row.isPresent()) {
        read++;
        assertEquals(ROW, row.get(), "change " + i);
        Optional<List<Map<String, Object>>> library = library(bytes);
        assertTrue(library.isEmpty() || library.get().equals(List.of(ROW)), "change " + i);
      }
    }
    assertTrue(read > 50, "the row groups in the footer are not read: " + read);
  }

  private static Optional<Map<String, Object>> row(byte[] bytes) {
    return OneRow.of(bytes, LedgerSchema.SUMMARIES);
  }

  private static Optional<List<Map<String, Object>>> library(byte[] bytes) throws IOException {
    try {
      return Optional.of(ParquetTable.read(new HeldFile(bytes)));
    } catch (DamagedFileException damaged) {
      return Optional.empty();
    }
  }

  private byte[] written(List<Map<String, Object>> rows) throws IOException {
    Path file = folder.resolve("file.parquet");
    ParquetTable.write(storage, file.toString(), LedgerSchema.SUMMARIES, rows);
    return Files.readAllBytes(file);
  }
}
