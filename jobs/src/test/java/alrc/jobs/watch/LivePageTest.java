package alrc.jobs.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.ledger.FailedAttempt;
import alrc.jobs.ledger.SweepCounts;
import alrc.jobs.process.Browser;
import alrc.jobs.process.PageCheck;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import alrc.jobs.terminal.VisibleText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The live page of a moment whose every name is hostile. */
class LivePageTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>\n"
          + "\u202egnp\u2066\u001b[31m";

  private static View view() {
    CellResult cell =
        new CellResult("c", Map.of("loss", HOSTILE, "deviations", 2.0), 6, 0, List.of());
    Moment moment =
        new Moment(
            new StudyResults(HOSTILE, List.of(cell)),
            new SweepCounts(6, 2, 1, 1, 2, 0),
            new Owner.State(true, Optional.of(HOSTILE)),
            Optional.empty(),
            new RunningTrials.Found(List.of(), 0),
            List.of(new FailedAttempt("t", 1, HOSTILE)),
            List.of(HOSTILE));
    return new LivePage().view(1, moment, HOSTILE);
  }

  @Test
  void noNameIsMarkupOrSteersThePage() throws Exception {
    View view = view();
    assertFalse(view.content().contains("<script") || view.content().contains("<img"));
    assertEquals(VisibleText.block(view.html()), view.html());
    assertTrue(view.content().contains("\\u202egnp\\u2066"), view.content());
    try (WatchServer server =
            WatchServer.start(Access.of("--address", "127.0.0.1"), 0, () -> view);
        Browser browser = Browser.start()) {
      PageCheck.everywhere(browser, server.url(), "watch", Path.of("target", "pages"));
      assertEquals(0, browser.value("document.querySelectorAll('main img').length").asInt());
    }
  }
}
