package alrc.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.ledger.FailedTime;
import alrc.jobs.results.StudyResults;
import alrc.jobs.results.SweepOutput;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of a report links to the card of the data set on which the sweep trained. */
class DataCardLinkTest {
  private static String page(String... data) {
    SweepOutput output =
        new SweepOutput("file:/sweep", "", List.of(data), 0, 0, FailedTime.unread(0));
    return Report.files(
            new StudyResults(
                "study",
                List.of(ReportCells.cell("c", "quartic", 2, 1, 2, List.of(ReportCells.trial(1)))),
                List.of(),
                List.of(),
                List.of(),
                List.of(output)))
        .get("report.html");
  }

  private static String prepared(String path) {
    return "{\"kind\":\"prepared\",\"path\":\"" + path + "\",\"windows\":2000}";
  }

  @Test
  void aCardOnThisMachineIsLinkedOnce() {
    String page = page(prepared("file:/data/set one #1"), prepared("file:/data/set one #1"));

    String link = "<a href=\"file:/data/set%20one%20%231/card.html\">";
    assertEquals(page.indexOf(link), page.lastIndexOf(link));
    assertTrue(page.contains(link), page);
  }

  @Test
  void nothingElseIsALink() {
    for (String path :
        List.of("s3a://bucket/set", "javascript:alert(1)//", "https://host/set", "file:set")) {
      String page = page(prepared(path));
      assertTrue(page.contains("The card of the data set"), path);
      assertFalse(page.contains("card.html\">"), path);
      assertFalse(page.contains("href=\"" + path), path);
    }
    assertFalse(page("{\"kind\":\"synthetic\"}").contains("The card of the data set"));
  }
}
