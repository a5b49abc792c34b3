package alrc.jobs.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What must be true of every page: it complains of nothing and fits the window. */
public final class PageCheck {
  /** Elements that end right of the window, but for those in a box that scrolls by itself. */
  private static final String TOO_WIDE =
      """
      Array.from(document.body.querySelectorAll('*')).filter(function (e) {
        for (var up = e.parentElement; up; up = up.parentElement) {
          if (/auto|scroll|hidden/.test(getComputedStyle(up).overflowX)) { return false; }
        }
        return e.getBoundingClientRect().right > innerWidth + 1;
      }).map(function (e) { return e.tagName + '.' + e.className; })
      """;

  /** How many charts have no pixel that differs from the first one. */
  private static final String BLANK =
      """
      Array.from(document.querySelectorAll('figure.chart .live')).filter(function (live) {
        var canvas = live.querySelector('canvas');
        if (!canvas || canvas.width < 100 || canvas.height < 40) { return true; }
        var data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data, drawn = 0;
        for (var i = 3; i < data.length; i += 4) { if (data[i] > 0) { drawn++; } }
        return drawn < 300;
      }).length
      """;

  private PageCheck() {}

  /**
   * Opens a page at 1280 and 400 pixels, light and dark.
   *
   * @param pictures where its screenshots go, for people to look at
   * @return how many charts it has
   */
  public static int everywhere(Browser browser, Path page, Path pictures) throws IOException {
    int charts = -1;
    for (int width : List.of(1280, 400)) {
      for (boolean dark : List.of(false, true)) {
        String where = String.format(Locale.ROOT, "%d%s", width, dark ? "-dark" : "");
        browser.look(width, 900, dark);
        browser.open(page.toUri().toString());
        assertEquals(List.of(), browser.complaints(), where);
        JsonNode wide = browser.value(TOO_WIDE);
        assertTrue(wide.isEmpty(), where + ": wider than the page: " + wide);
        assertTrue(browser.value("document.scrollingElement.scrollWidth").asInt() <= width, where);
        assertEquals(0, browser.value(BLANK).asInt(), where + ": charts that are not drawn");
        int found = browser.value("document.querySelectorAll('figure.chart').length").asInt();
        assertTrue(charts < 0 || charts == found, where);
        charts = found;
        browser.picture(pictures.resolve(page.getFileName() + "-" + where + ".png"));
      }
    }
    return charts;
  }
}
