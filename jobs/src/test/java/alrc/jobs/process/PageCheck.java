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

  /** Boxes whose content is cut, but for those that a keyboard can scroll. */
  private static final String CUT =
      """
      Array.from(document.body.querySelectorAll('*')).filter(function (e) {
        return e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 2 && e.tabIndex < 0 &&
          getComputedStyle(e).overflowX !== 'visible';
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

  /** Text whose contrast with what lies behind it is below 4.5 : 1 (WCAG 2.2, 1.4.3). */
  private static final String FAINT =
      """
      (function () {
        function parts(colour) {
          var n = colour.match(/[\\d.]+/g).map(Number);
          return n.length > 3 ? n : n.concat([1]);
        }
        function light(c) {
          var l = c.slice(0, 3).map(function (v) {
            v /= 255; return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); });
          return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2];
        }
        function behind(e) {
          for (var up = e; up; up = up.parentElement) {
            var c = parts(getComputedStyle(up).backgroundColor);
            if (c[3] > 0.99) { return c; }
          }
          return [255, 255, 255, 1];
        }
        var faint = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
          var e = walk.currentNode.parentElement;
          if (!walk.currentNode.data.trim() || !e.getClientRects().length) { continue; }
          if (/SCRIPT|STYLE/.test(e.tagName) || e.closest('.scale, .still')) { continue; }
          var style = getComputedStyle(e), back = light(behind(e));
          var ink = light(parts(e.closest('svg') && style.fill !== 'none' ? style.fill : style.color));
          var ratio = (Math.max(ink, back) + 0.05) / (Math.min(ink, back) + 0.05);
          if (ratio < 4.5) { faint.push(e.tagName + ' ' + ratio.toFixed(2) + ': ' + e.textContent.slice(0, 40)); }
        }
        return faint;
      })()
      """;

  /** What a reader who does not see the page would miss: a text for a picture, a heading. */
  private static final String UNNAMED =
      """
      Array.from(document.querySelectorAll('img, svg, .live, th, table, section, nav')).filter(function (e) {
        var name = e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.getAttribute('alt') ||
          (e.tagName === 'svg' && e.querySelector('title') && e.querySelector('title').textContent);
        return e.tagName === 'TH' ? !e.getAttribute('scope') : !name && !e.closest('svg svg, .live svg');
      }).map(function (e) { return e.outerHTML.slice(0, 120); })
      """;

  /** In print: what is wider than the sheet or cut, and a list of contents that is still shown. */
  private static final String MISPRINTED =
      """
      Array.from(document.body.querySelectorAll('*')).filter(function (e) {
        var cut = e.scrollWidth > e.clientWidth + 2 && getComputedStyle(e).overflowX !== 'visible';
        var box = e.getBoundingClientRect();
        return !e.closest('svg') && box.width > 0 &&
          (e.closest('nav') || cut && e.clientWidth > 0 || box.right > innerWidth + 1);
      }).map(function (e) { return e.tagName + '.' + e.className; })
      """;

  /** The width of A4 between margins of 1 cm, in pixels of a style sheet. */
  private static final int SHEET = 718;

  private PageCheck() {}

  /**
   * Opens a page at 1280 and 400 pixels, light and dark, and looks at it as it is printed.
   *
   * @param pictures where its screenshots go, for people to look at
   * @return how many charts it has
   */
  public static int everywhere(Browser browser, Path page, Path pictures) throws IOException {
    return everywhere(browser, page.toUri().toString(), page.getFileName().toString(), pictures);
  }

  /** The same for a page that is served; its name is that of its screenshots. */
  public static int everywhere(Browser browser, String address, String name, Path pictures)
      throws IOException {
    int charts = -1;
    for (int width : List.of(1280, 400)) {
      for (boolean dark : List.of(false, true)) {
        String where = String.format(Locale.ROOT, "%d%s", width, dark ? "-dark" : "");
        browser.look(width, 900, dark);
        browser.open(address);
        assertEquals(List.of(), browser.complaints(), where);
        JsonNode wide = browser.value(TOO_WIDE);
        assertTrue(wide.isEmpty(), where + ": wider than the page: " + wide);
        assertTrue(browser.value("document.scrollingElement.scrollWidth").asInt() <= width, where);
        assertEquals(0, browser.value(BLANK).asInt(), where + ": charts that are not drawn");
        assertEquals("[]", browser.value(FAINT).toString(), where + ": text of low contrast");
        assertEquals("[]", browser.value(CUT).toString(), where + ": cut");
        int found = browser.value("document.querySelectorAll('figure.chart').length").asInt();
        assertTrue(charts < 0 || charts == found, where);
        charts = found;
        browser.picture(pictures.resolve(name + "-" + where + ".png"));
      }
    }
    assertEquals("[]", browser.value(UNNAMED).toString(), "without a name or a scope");
    browser.print(SHEET);
    assertEquals("[]", browser.value(MISPRINTED).toString(), "in print");
    assertEquals("[]", browser.value(FAINT).toString(), "text of low contrast in print");
    return charts;
  }
}
