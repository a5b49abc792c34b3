package alrc.jobs.chart;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A chart: data only. The scripts of this package say how it looks, once for the SVG of a paper
 * ({@link ChartEngine}) and once for the interactive page ({@link ChartFigure}).
 */
public sealed interface Chart
    permits LearningCurveChart,
        FinalErrorChart,
        PairedChart,
        ProfileChart,
        SpikeChart,
        ClippedLossChart {
  /** What it shows, in words: the text for those who do not see it. */
  String title();

  /** What its marks mean and what it leaves out: sentences. */
  String caption();

  /** What the scripts draw. */
  ObjectNode data();
}
