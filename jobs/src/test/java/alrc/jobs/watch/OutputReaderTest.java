package alrc.jobs.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.report.SweepOutputs;
import alrc.jobs.results.CellResult;
import alrc.jobs.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The output of a sweep that goes on: what has not changed is neither read nor worked out again.
 */
class OutputReaderTest {
  private static final Owner.State NOBODY = new Owner.State(true, Optional.empty());

  @TempDir private Path folder;

  @Test
  void cellsWithoutNewTrialsAreUsedAgain() throws IOException {
    write(1);
    OutputReader reader = reader();
    List<CellResult> before = reader.now(NOBODY).results().cells();

    write(4);
    Moment now = reader.now(NOBODY);

    List<CellResult> after = now.results().cells();
    assertEquals(4, now.counts().completed());
    assertEquals(8, now.counts().pending());
    assertNotSame(before.get(0), after.get(0));
    assertNotSame(before.get(1), after.get(1));
    assertSame(before.get(2), after.get(2));
    assertSame(before.get(3), after.get(3));
    Moment fresh = reader().now(NOBODY);
    assertEquals(List.of(3, 1, 0, 0), after.stream().map(cell -> cell.trials().size()).toList());
    assertEquals(rows(fresh.results().cells()), rows(after));
    assertEquals(means(fresh.results().cells()), means(after));
  }

  @Test
  void anOutputThatStaysIsReadOnce() throws IOException {
    write(5);
    OutputReader reader = reader();

    assertSame(reader.now(NOBODY).results(), reader.now(NOBODY).results());
  }

  private static List<Object> rows(List<CellResult> cells) {
    return cells.stream().<Object>map(CellResult::trials).toList();
  }

  private static List<Object> means(List<CellResult> cells) {
    return cells.stream().<Object>map(CellResult::mean).toList();
  }

  private OutputReader reader() {
    return new OutputReader(new SweepFolder(StorageSettings.local().open(), folder.toString()));
  }

  /** Results of the first trials; a trial's result is always the same. */
  private void write(int trials) throws IOException {
    int[] next = {0};
    SweepOutputs.write(
        folder,
        SweepOutputs.STUDY,
        "digest",
        trial -> next[0]++ < trials ? 0.1 + trial.seed() : Double.NaN);
  }
}
