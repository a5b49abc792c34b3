package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sweep whose output another process has locked, as after a long suspension of this one. */
class LostLockTest {
  private static final String STUDY =
      """
      study: lost
      data: {kind: synthetic, images: 50}
      model: {kind: supersampling, width: 0.03125}
      iterations: 10000000
      seeds: 2
      """;

  private static final String SUCCESSOR =
      "{\"id\":\"b\",\"host\":\"far.away\",\"pid\":7,\"started\":\"\","
          + "\"since\":\"2026-01-31T12:00:00Z\",\"beats\":0}";

  private static final String ITS_PROGRESS =
      "{\"running\":1,\"iterationsPerSecond\":2.0,\"secondsLeft\":3.0}";

  @TempDir Path folder;

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void itStopsInOneLineAndBlamesNoTrial() throws Exception {
    Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    Path out = folder.resolve("out");
    ScheduledExecutorService successor = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused =
          successor.scheduleWithFixedDelay(
              () -> replaceOnceItTrains(out), 100, 100, TimeUnit.MILLISECONDS);
      Alrc.Finished run = InProcess.run("sweep", study.toString(), "--output", out.toString());
      assertEquals(2, run.status(), run::err);
      String line =
          "alrc: --output file:"
              + out
              + ": is locked by process 7 on far.away since 2026-01-31T12:00:00Z; this sweep stops";
      assertEquals(
          List.of(line),
          run.err().lines().filter(each -> each.startsWith("alrc: ")).toList(),
          run::err);
      assertFalse(run.err().contains("\tat "), run::err);
    } finally {
      successor.shutdownNow();
      assertTrue(successor.awaitTermination(10, TimeUnit.SECONDS));
    }
    assertEquals(SUCCESSOR, Files.readString(out.resolve("lock-2.json")));
    assertEquals(ITS_PROGRESS, Files.readString(out.resolve("progress.json")));
    assertFalse(Files.exists(out.resolve("lock-1.json")));
    assertEquals(List.of(), files(out.resolve("failures")), "no trial failed");
  }

  private static void replaceOnceItTrains(Path out) {
    try {
      if (Files.exists(out.resolve("progress.json")) || Files.exists(out.resolve("lock-2.json"))) {
        write(out.resolve("lock-2.json"), SUCCESSOR);
        Files.deleteIfExists(out.resolve("lock-1.json"));
        write(out.resolve("progress.json"), ITS_PROGRESS);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Replaces a file as a whole, as the program does: no reader sees it empty. */
  private static void write(Path file, String text) throws IOException {
    Path draft = Files.writeString(file.resolveSibling("." + file.getFileName() + ".draft"), text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
