package alrc.core.record;

import alrc.core.state.StateReader;
import alrc.core.state.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Saves curves, spikes and scores as numbers and texts. Counts stay exact, as they are below 2^53.
 */
final class RecordTables {
  private static final int POINT = 6;
  private static final int SPIKE = 3;

  private RecordTables() {}

  static double[] ofCurve(List<CurvePoint> curve) {
    double[] all = new double[curve.size() * POINT];
    int i = 0;
    for (CurvePoint point : curve) {
      all[i++] = point.iteration();
      all[i++] = point.loss();
      all[i++] = point.lossMax();
      all[i++] = point.clipped();
      all[i++] = point.rate();
      all[i++] = point.commonMse();
    }
    return all;
  }

  static List<CurvePoint> curve(double[] all) {
    List<CurvePoint> curve = new ArrayList<>(all.length / POINT);
    for (int i = 0; i < all.length; i += POINT) {
      long iteration = (long) all[i];
      curve.add(
          new CurvePoint(iteration, all[i + 1], all[i + 2], all[i + 3], all[i + 4], all[i + 5]));
    }
    return curve;
  }

  static void saveSpikes(StateWriter out, List<Spike> spikes) {
    double[] numbers = new double[spikes.size() * SPIKE];
    for (int i = 0; i < spikes.size(); i++) {
      Spike spike = spikes.get(i);
      numbers[i * SPIKE] = spike.iteration();
      numbers[i * SPIKE + 1] = spike.loss();
      numbers[i * SPIKE + 2] = spike.limit();
      out.text("example" + i, spike.exampleId());
    }
    out.doubles("numbers", numbers);
  }

  static List<Spike> spikes(StateReader in) {
    double[] all = in.doubles("numbers");
    List<Spike> spikes = new ArrayList<>();
    for (int i = 0; i * SPIKE < all.length; i++) {
      String example = in.text("example" + i);
      int at = i * SPIKE;
      spikes.add(new Spike((long) all[at], example, all[at + 1], all[at + 2]));
    }
    return spikes;
  }

  static void saveScores(StateWriter out, List<Score> scores) {
    double[] numbers = new double[scores.size() * 2];
    for (int i = 0; i < scores.size(); i++) {
      Score score = scores.get(i);
      Double value = score.value();
      numbers[i * 2] = score.iteration();
      numbers[i * 2 + 1] = value == null ? Double.NaN : value;
      out.text("metric" + i, score.metric());
    }
    out.doubles("numbers", numbers);
  }

  static List<Score> scores(StateReader in) {
    double[] all = in.doubles("numbers");
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i * 2 < all.length; i++) {
      double value = all[i * 2 + 1];
      Double known = Double.isNaN(value) ? null : (Double) value;
      scores.add(new Score((long) all[i * 2], in.text("metric" + i), known));
    }
    return scores;
  }
}
