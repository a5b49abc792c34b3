package alrc.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Browser;
import alrc.jobs.process.PageCheck;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in a real browser. */
class ReportPageTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Path PICTURES = Path.of("target", "pages");

  /** Of the first figure: its chart, and the number of a series of thin lines in it. */
  private static final String CHART =
      "var chart = echarts.getInstanceByDom(document.querySelector('.live'));";

  @TempDir static Path folder;
  private static Browser browser;
  private static Path page;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.start();
    FigureResults made = new FigureResults();
    made.cell("squared", 3, 1, 6, 0).cell("squared", 4, 1, 6, 1).cell("squared", INF, 1, 6, 6);
    made.cell("quartic", 3, 1, 6, 0).cell("quartic", INF, 1, 6, 0);
    page = folder.resolve("report.html");
    String name = "a </script><script>alert(1)</script> \u2028\" study";
    Files.writeString(page, Report.files(made.results(name)).get("report.html"));
  }

  @AfterAll
  static void close() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void everyChartIsDrawnAndNothingIsWiderThanThePage() throws IOException {
    int charts = PageCheck.everywhere(browser, page, PICTURES);
    // curves, final errors, profile, spikes and clipped losses of two losses; three pairs; curves
    // in
    // one unit
    assertEquals(2 * 5 + 3 + 1, charts);
  }

  @Test
  void thePointerFindsSeedAndValueAndTheLegendSwitchesCells() {
    browser.look(1280, 900, false);
    browser.open(page.toUri().toString());
    JsonNode tip =
        browser.value(
            CHART
                + "var series = chart.getOption().series;"
                + "var thin = series.findIndex(function (s) {"
                + "  return s.type === 'line' && s.lineStyle.opacity < 1; });"
                + "chart.dispatchAction({type: 'showTip', seriesIndex: thin, dataIndex: 3});"
                + "document.querySelector('.live').innerText");
    assertTrue(
        tip.asText().matches("(?s).*n = \\S+\\s+seed 0: 0\\.\\d+\\s+iteration 200.*"),
        tip.asText());
    String legend = "chart.getOption().legend[0].selected['n = 3']";
    browser.value(CHART + "chart.dispatchAction({type: 'legendToggleSelect', name: 'n = 3'})");
    assertFalse(browser.value(CHART + legend).asBoolean(true));
    browser.value(
        CHART + "chart.dispatchAction({type: 'dataZoom', dataZoomIndex: 0, start: 20, end: 40})");
    assertTrue(browser.complaints().isEmpty(), browser.complaints().toString());
  }

  @Test
  void withoutScriptsTheDrawingsStand() {
    browser.look(1280, 900, false);
    browser.scripts(false);
    try {
      browser.open(page.toUri().toString());
      String seen =
          "Array.from(document.querySelectorAll('.still > svg')).filter(function (svg) {"
              + " return svg.getBoundingClientRect().width > 200; }).length";
      assertEquals(14, browser.value(seen).asInt());
    } finally {
      browser.scripts(true);
    }
  }

  @Test
  void thePageFetchesNothing() throws IOException {
    String html = Files.readString(page).replaceAll("(?s)<script>.*?</script>", "");
    String outside = html.replace("href=\"#", "").replaceAll("http://www.w3.org/[a-z0-9/]+", "");
    assertFalse(outside.contains("src=") || outside.contains("href=\"h"), "nothing is fetched");
    assertFalse(outside.contains("http"), "nothing is linked");
    assertFalse(html.contains("alert(1)</script>"), "names are escaped");
  }
}
