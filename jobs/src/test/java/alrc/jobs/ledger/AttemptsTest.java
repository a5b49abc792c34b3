package alrc.jobs.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.state.StateWriter;
import alrc.core.train.Checkpoint;
import alrc.jobs.process.Duck;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptsTest {
  private static final Attempts.Begun FIRST = new Attempts.Begun(1, 0, false);

  @TempDir Path folder;
  private final Storage storage = StorageSettings.local().open();
  private Attempts attempts;
  private Ledger ledger;

  @BeforeEach
  void open() {
    SweepFolder sweep = new SweepFolder(storage, folder.toString());
    attempts = new Attempts(sweep);
    ledger = new Ledger(sweep);
  }

  @Test
  void aTrialOfALivingProcessIsLeftAlone() throws Exception {
    attempts.begin("t", FIRST);
    assertEquals(new Attempts.Settled(Set.of(), 0), settle());
    attempts.end("t");
    assertEquals(List.of(), files());
  }

  @Test
  void whatDiedWithoutACheckpointIsASuspectButHasNotFailed() throws Exception {
    attempts.begin("t", FIRST);
    die("t");
    assertEquals(new Attempts.Settled(Set.of("t"), 1), settle());
    assertEquals(new Attempts.Settled(Set.of("t"), 0), settle(), "a death is counted once");
    assertEquals(Map.of(), ledger.recorded().failures());
  }

  @Test
  void whatDiedAfterACheckpointGoesOn() throws Exception {
    attempts.begin("t", new Attempts.Begun(1, 20, false));
    save("t", 21);
    die("t");
    assertEquals(new Attempts.Settled(Set.of(), 1), settle());
    assertEquals(List.of("t.checkpoint"), files());
    attempts.begin("t", new Attempts.Begun(1, 21, false));
    die("t");
    assertEquals(Set.of("t"), settle().suspects(), "no further than where it began");
  }

  @Test
  void aSuspectThatDiesAloneHasFailedAnAttemptWithItsCause() throws Exception {
    for (int number = 1; number <= 2; number++) {
      attempts.begin("t", new Attempts.Begun(number, 7, true));
      die("t");
      assertEquals(new Attempts.Settled(Set.of("t"), 1), settle());
      assertEquals(Map.of("t", number), ledger.recorded().failures());
    }
    String cause =
        Duck.rows(folder, "SELECT attempt, cause FROM '%s/failures/*.parquet' ORDER BY 1").get(1);
    assertTrue(cause.matches("2\\|process 0 on \\S+ crashed while .* from iteration 7 .*"), cause);
  }

  @Test
  void whatDiesOfItsCheckpointIsASuspectHoweverFarThatIs() throws Exception {
    save("t", 21);
    Attempts.Begun unread = new Attempts.Begun(1, Attempts.Begun.UNREAD, true);
    attempts.begin("t", unread);
    die("t");
    assertEquals(new Attempts.Settled(Set.of("t"), 1), settle());
    assertEquals(
        List.of("while it read the checkpoint of this trial alone"),
        Duck.rows(
            folder, "SELECT regexp_extract(cause, 'while .* alone') FROM '%s/failures/*.parquet'"));
    attempts.begin("t", unread.from(21));
    save("t", 22);
    die("t");
    assertEquals(Set.of(), settle().suspects(), "it was read, and has gone further");
  }

  @Test
  void deathsWithoutACheckpointAreCountedUntilTheTrialIsRecorded() throws Exception {
    for (long from : new long[] {7, 9}) {
      attempts.begin("t", new Attempts.Begun(1, from, false));
      die("t");
      settle();
      attempts.end("t"); // its probation ended well: that is not forgotten
    }
    assertEquals(2, attempts.deaths("t"));
    attempts.forget("t");
    assertEquals(0, attempts.deaths("t"));
  }

  @Test
  void whatRunsOnAnotherMachineMayBeASlowCopyOfATask() throws Exception {
    attempts.begin("t", new Attempts.Begun(1, 0, true));
    Path note = folder.resolve("checkpoints/t.attempt");
    String text = Files.readString(note);
    Files.writeString(note, text.replaceFirst("\"host\":\"[^\"]*\"", "\"host\":\"far.away\""));
    assertEquals(
        new Attempts.Settled(Set.of(), 0),
        attempts.settle(id -> true, Attempts.Elsewhere.UNKNOWN),
        "nobody can be asked: no failure");
    assertEquals(new Attempts.Settled(Set.of("t"), 1), settle(), "no task of the sweep runs");
    assertEquals(Map.of("t", 1), ledger.recorded().failures());
    assertEquals(
        Set.of("t"), attempts.settle(id -> true, Attempts.Elsewhere.UNKNOWN).suspects(), "known");
  }

  @Test
  void onlyTheTrialsAskedForAreSettledAndADamagedFileSaysNothing() throws Exception {
    attempts.begin("t", FIRST);
    attempts.begin("other", FIRST);
    die("t");
    die("other");
    assertEquals(Set.of("t"), attempts.settle("t"::equals, Attempts.Elsewhere.DEAD).suspects());
    Files.writeString(folder.resolve("checkpoints/other.attempt"), "{\"begun\":");
    assertEquals(new Attempts.Settled(Set.of("t"), 0), settle());
  }

  @Test
  void aTrialThatIsCommittedTwiceIsOneRow() throws Exception {
    for (double seconds : new double[] {1, 2}) {
      Map<String, Object> summary = Map.of("trial_id", "t", "wall_seconds", seconds);
      Map<String, Object> point = Map.of("trial_id", "t", "iteration", 1L, "loss", 0.5);
      Map<String, Object> spike = Map.of("trial_id", "t", "iteration", 1L);
      ledger.commit(new Ledger.Entry("t", summary, List.of(point), List.of(spike), List.of()));
    }
    for (String table : List.of("summaries", "curves", "spikes")) {
      String query = "SELECT count(*) FROM '%s/" + table + "/*.parquet'";
      assertEquals(1, Duck.number(folder, query), table);
    }
  }

  private Attempts.Settled settle() throws IOException {
    return attempts.settle(id -> true, Attempts.Elsewhere.DEAD);
  }

  /** No process has the number 0. */
  private void die(String id) throws IOException {
    Path note = folder.resolve("checkpoints").resolve(id + ".attempt");
    String pid = "\"pid\":" + ProcessHandle.current().pid() + ",";
    String text = Files.readString(note);
    assertTrue(text.contains(pid), text);
    Files.writeString(note, text.replace(pid, "\"pid\":0,"));
  }

  private void save(String id, long iteration) throws IOException {
    StateWriter state = new StateWriter();
    state.whole("iteration", iteration);
    new Checkpoints(new SweepFolder(storage, folder.toString()))
        .save(id, Checkpoint.of(state.bytes()));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
