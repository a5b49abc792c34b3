package alrc.jobs.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.process.Alrc;
import alrc.jobs.process.Browser;
import alrc.jobs.process.InProcess;
import alrc.jobs.storage.StorageSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page of a real sweep in a real browser, from its start to its end. */
class WatchPageTest {
  private static final String STUDY =
      """
      study: a <b>live</b> study
      data: {kind: synthetic, images: 64}
      model: {kind: supersampling, width: 0.03125}
      loss: quartic
      rule: {kind: alrc, deviations: [3, .inf], decay: 0.9}
      iterations: 300
      seeds: 3
      summary: {last: 100}
      curve: {boxcar: 50}
      """;

  @TempDir Path folder;

  @Test
  void thePageFollowsASweepToItsEnd() throws Exception {
    Path output = folder.resolve("sweep");
    Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    try (Browser browser = Browser.start()) {
      CompletableFuture<Alrc.Finished> sweep =
          CompletableFuture.supplyAsync(
              () ->
                  InProcess.run(
                      "sweep",
                      study.toString(),
                      "--output",
                      output.toString(),
                      "--master",
                      "local[1]",
                      "--cohort",
                      "1",
                      "--checkpoint-every",
                      "0.2"));
      await(() -> Files.exists(output.resolve("study.json")) || sweep.isDone());
      SweepFolder watched =
          new SweepFolder(StorageSettings.fromSpark(Map.of()).open(), output.toString());
      try (Watch watch = Watch.start(watched, "127.0.0.1", 0)) {
        browser.look(400, 900, true);
        browser.open(watch.url());
        awaitText(browser, "Running: process " + ProcessHandle.current().pid());
        assertEquals("a <b>live</b> study", browser.value("document.title").asText());
        awaitText(browser, "Training now");
        awaitText(browser, "training error, quartic: (p\u00a0−\u00a0t)⁴");
        assertEquals(500, browser.value("alrcWatch.every").asInt());
        awaitText(browser, "Finished.");
        assertTrue(text(browser).contains("6 trials: 6 completed"), text(browser));
        assertTrue(text(browser).contains("3 paired seeds"), text(browser));
        await(() -> browser.value("alrcWatch.every").asInt() == 10_000);
        assertTrue(browser.value("document.querySelectorAll('canvas').length").asInt() > 2);
        assertTrue(browser.value("document.scrollingElement.scrollWidth").asInt() <= 400);
        assertEquals(List.of(), browser.complaints());
      }
      assertEquals(0, sweep.get().status(), sweep.get().err());
      awaitText(browser, "does not answer any more");
    }
  }

  private static String text(Browser browser) {
    return browser.value("document.body.innerText").asText();
  }

  private static void awaitText(Browser browser, String wanted) throws Exception {
    try {
      await(() -> text(browser).contains(wanted));
    } catch (AssertionError late) {
      throw new AssertionError("no '" + wanted + "' in: " + text(browser), late);
    }
  }

  private interface Condition {
    boolean isMet() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.isMet()) {
      assertTrue(System.nanoTime() < end, "waited for too long");
      Thread.sleep(100);
    }
  }
}
