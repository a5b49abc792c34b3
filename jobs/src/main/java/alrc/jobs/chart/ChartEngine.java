package alrc.jobs.chart;

import alrc.jobs.terminal.VisibleText;
import alrc.settings.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;

/**
 * Draws charts as SVG: Apache ECharts, run by Rhino, without a screen, fonts or a browser. The same
 * chart gives the same bytes on every machine. Text stays text. Loading takes about a second of
 * processor time, so one engine is for all charts of a report.
 */
public final class ChartEngine {
  /** What ECharts looks for outside of a browser. */
  private static final String SURROUNDINGS =
      "var self = this; function setTimeout() {} function clearTimeout() {}"
          + " var console = {log: function () {}, warn: function () {}, error: function () {}};";

  private static final Pattern IDS = Pattern.compile("zr\\d+-c\\d+");
  private static final Pattern HEAD =
      Pattern.compile("<svg width=\"\\d+\" height=\"(\\d+)\"([^>]*) viewBox=\"[^\"]*\">");

  /** Characters that XML does not allow. */
  private static final Pattern NO_XML =
      Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x{D800}-\\x{DFFF}\\uFFFE\\uFFFF]");

  private static final char AMPERSAND = '\uE000';
  private static final char LESS = '\uE001';
  private static final char GREATER = '\uE002';
  private static final Pattern PRIVATE = Pattern.compile("[\uE000-\uE002]");

  private final ScriptableObject scope;

  /** The one engine of this process, loaded when it is first needed. */
  public static ChartEngine shared() {
    return Shared.ENGINE;
  }

  /** Loaded on first use. */
  private static final class Shared {
    static final ChartEngine ENGINE = new ChartEngine();
  }

  /** Loads the library. */
  public ChartEngine() {
    try (Context context = enter()) {
      scope = context.initSafeStandardObjects();
      context.evaluateString(scope, SURROUNDINGS, "surroundings", 1, null);
      context.evaluateString(scope, ChartScript.library(), "echarts.min.js", 1, null);
      context.evaluateString(scope, ChartScript.figures(), "figures.js", 1, null);
    }
  }

  private static Context enter() {
    Context context = Context.enter();
    context.setInterpretedMode(true);
    context.setLocale(Locale.ROOT);
    return context;
  }

  /** Draws a chart. */
  public synchronized ChartSvg draw(Chart chart) {
    String data = ChartScript.literal(hidden(ChartScript.visible(chart.data()).toString()));
    try (Context context = enter()) {
      String call =
          String.format(Locale.ROOT, "alrcFigures.svg(echarts, %s, %d)", data, ChartSvg.WIDTH);
      String drawn = Context.toString(context.evaluateString(scope, call, "chart", 1, null));
      String svg = shown(NO_XML.matcher(drawn).replaceAll("\uFFFD"));
      return drawing(named(svg, data), chart);
    }
  }

  /**
   * Text in which characters for private use replace those of markup. ECharts 5.3.1 writes text
   * into SVG as it is, and may cut it at any character, so that it cannot be escaped before.
   */
  private static String hidden(String text) {
    return PRIVATE
        .matcher(text)
        .replaceAll("\uFFFD")
        .replace('&', AMPERSAND)
        .replace('<', LESS)
        .replace('>', GREATER);
  }

  private static String shown(String svg) {
    return svg.replace("" + AMPERSAND, "&amp;")
        .replace("" + LESS, "&lt;")
        .replace("" + GREATER, "&gt;");
  }

  /** Names the clip paths by the chart and not by what was drawn before it. */
  private static String named(String svg, String data) {
    byte[] digest = Sha256.start().digest(data.getBytes(StandardCharsets.UTF_8));
    String prefix = "c" + HexFormat.of().formatHex(digest, 0, 6) + "-";
    Map<String, String> names = new HashMap<>();
    return IDS.matcher(svg)
        .replaceAll(id -> names.computeIfAbsent(id.group(), key -> prefix + names.size()));
  }

  private static ChartSvg drawing(String svg, Chart chart) {
    Matcher head = HEAD.matcher(svg);
    if (!head.find()) {
      throw new IllegalStateException("ECharts drew no svg element");
    }
    return new ChartSvg(
        VisibleText.line(chart.title()),
        VisibleText.line(chart.caption()),
        head.group(2),
        svg.substring(head.end(), svg.lastIndexOf("</svg>")),
        Integer.parseInt(head.group(1)));
  }
}
