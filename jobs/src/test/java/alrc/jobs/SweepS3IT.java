package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.ledger.Ledger;
import alrc.jobs.process.Alrc;
import alrc.jobs.process.FlakyRelay;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.S3Server;
import alrc.jobs.process.SweepOutput;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sweep} to an S3 server in a process of its own, which refuses now and then. */
class SweepS3IT {
  @TempDir Path folder;

  @Test
  void aStoreThatRefusesNowAndThenGetsEveryTrialAndItsReadersSeeNoHalfOfAFile() throws Exception {
    Path study =
        Files.writeString(
            folder.resolve("study.yaml"),
            """
            study: stored
            data: {kind: synthetic, images: 50}
            model: {kind: supersampling, width: 0.03125}
            iterations: 50
            seeds: 4
            summary: {last: 20}
            curve: {boxcar: 1}
            """);
    SweepOutput undisturbed = new SweepOutput(folder.resolve("undisturbed"));
    assertEquals(0, InProcess.run(undisturbed.sweep(study)).status());
    try (S3Server server = S3Server.start(folder);
        FlakyRelay relay = new FlakyRelay(server.port(), 7)) {
      SweepOutput out = new SweepOutput(server.bucket("studies").resolve("out"));
      Storage whole = StorageSettings.fromSpark(server.settings()).open();
      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> read(whole, over));
      Alrc.Finished swept = Alrc.run(command(study, server.settings(relay.port())));
      over.set(true);
      assertEquals(0, swept.status(), swept::err);
      assertEquals(4, reader.join(), "trials that were read back, never half of one");
      assertTrue(relay.refused() > 2, "requests refused: " + relay.refused());
      assertEquals(undisturbed.results(), out.results());
      assertEquals(List.of(), out.files("checkpoints"));
    }
  }

  /** Reads what is there again and again, until all is; returns how many trials that were. */
  private static int read(Storage storage, AtomicBoolean over) {
    Ledger ledger = new Ledger(storage, "s3a://studies/out");
    int trials = 0;
    boolean last = false;
    try {
      while (!last) {
        last = over.get();
        TimeUnit.MILLISECONDS.sleep(300);
        List<String> ids = List.copyOf(ledger.finished());
        trials = ledger.summaries(ids).size();
        for (String id : ids) {
          assertEquals(50, ledger.curve(id).size());
        }
      }
    } catch (IOException | InterruptedException unreadable) {
      throw new AssertionError(unreadable);
    }
    return trials;
  }

  private static String[] command(Path study, Map<String, String> settings) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sweep", study.toString(), "--output", "s3a://studies/out"));
    command.addAll(List.of("--cohort", "1", "--checkpoint-every", "1", "--master", "local[2]"));
    settings.forEach((k, v) -> command.addAll(List.of("--conf", k + "=" + v)));
    return command.toArray(String[]::new);
  }
}
