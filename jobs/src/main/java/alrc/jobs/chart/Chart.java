package alrc.jobs.chart;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A chart: data only. {@code figures.js} says how it looks, once for the SVG of a paper ({@link
 * ChartEngine}) and once for the interactive page ({@link ChartScript}).
 */
public sealed interface Chart
    permits LearningCurveChart, FinalErrorChart, PairedChart, ProfileChart {
  /** What it shows, in words: the text for those who do not see it. */
  String title();

  /** What {@code figures.js} draws. */
  ObjectNode data();
}
