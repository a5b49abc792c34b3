package alrc.jobs.export;

import alrc.core.record.CurvePoint;
import alrc.core.record.Score;
import alrc.jobs.results.StudyResults;
import alrc.jobs.storage.Storage;
import alrc.stem.examples.ProtoMessage;
import alrc.stem.examples.TfRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Event files of TensorBoard, one run per trial. A file is a TFRecord file of {@code Event}
 * messages (TensorFlow {@code event.proto} and {@code summary.proto}): Event{1: wall_time, 2: step,
 * 3: file_version, 5: Summary}, Summary{1: Value}, Value{1: tag, 2: simple_value}. Values are
 * float32 there. The wall time of a point is interpolated between the start of the trial's last
 * attempt and its end; a trial that was not trained itself has the pace of the one that was.
 */
final class TensorBoardExport implements Export {
  private static final String FOLDER = "tensorboard";
  private static final String VERSION = "brain.Event:2";

  @Override
  public String name() {
    return "tensorboard";
  }

  @Override
  public String target() {
    return FOLDER + "/";
  }

  @Override
  public String contents() {
    return "Learning curves and scores as TensorBoard event files, one run per trial";
  }

  @Override
  public List<String> write(Storage storage, StudyResults study, String output) throws IOException {
    RunNames names = new RunNames(study);
    List<ExportedTrial> trials = ExportedTrial.of(study);
    Map<String, Double> paces = paces(trials);
    List<String> files = new ArrayList<>();
    InOrder.each(
        trials, trial -> write(storage, output, trial, names.of(trial), paces), files::add);
    return files;
  }

  /** Seconds of an iteration, by trial. A trial that was not trained itself has no time. */
  private static Map<String, Double> paces(List<ExportedTrial> trials) {
    Map<String, Double> paces = new HashMap<>();
    for (ExportedTrial trial : trials) {
      double iterations = Math.max(1, trial.number("iterations_done"));
      if (trial.summary().get("wall_seconds") != null) {
        paces.put(trial.id(), trial.number("wall_seconds") / iterations);
      }
    }
    return paces;
  }

  private static String write(
      Storage storage, String output, ExportedTrial trial, String run, Map<String, Double> paces)
      throws IOException {
    SortedMap<Long, ProtoMessage> points = points(trial);
    double start = trial.number("started_at") / 1000;
    String trained = String.valueOf(trial.summary().get("trained_as"));
    double pace = paces.getOrDefault(trial.id(), paces.getOrDefault(trained, 0.0));
    String name = FOLDER + "/" + run + "/events.out.tfevents." + (long) start + "." + trial.id();
    storage.publish(
        Storage.inside(output, name),
        place -> {
          try (PositionOutputStream out = place.create(0)) {
            TfRecords.write(out, new ProtoMessage().add(1, start).add(3, VERSION).bytes());
            for (Map.Entry<Long, ProtoMessage> point : points.entrySet()) {
              ProtoMessage event = new ProtoMessage();
              event.add(1, start + pace * point.getKey()).add(2, point.getKey());
              TfRecords.write(out, event.add(5, point.getValue()).bytes());
            }
          }
        });
    return name;
  }

  /** What is known at each iteration: a point of the curve, scores, or both. */
  private static SortedMap<Long, ProtoMessage> points(ExportedTrial trial) {
    SortedMap<Long, ProtoMessage> points = new TreeMap<>();
    for (CurvePoint point : trial.curve()) {
      add(points.computeIfAbsent(point.iteration(), at -> new ProtoMessage()), point);
    }
    for (Score score : trial.scores()) {
      Double value = score.value();
      if (value != null) {
        scalar(
            points.computeIfAbsent(score.iteration(), at -> new ProtoMessage()),
            "evaluation/" + score.metric(),
            value);
      }
    }
    return points;
  }

  private static void add(ProtoMessage summary, CurvePoint point) {
    scalar(summary, "training/loss", point.loss());
    scalar(summary, "training/loss_max", point.lossMax());
    scalar(summary, "training/clipped", point.clipped());
    scalar(summary, "training/rate", point.rate());
    if (!Double.isNaN(point.commonMse())) { // trials of earlier versions lack it
      scalar(summary, "training/common_mse", point.commonMse());
    }
  }

  private static void scalar(ProtoMessage summary, String tag, double value) {
    summary.add(1, new ProtoMessage().add(1, tag).add(2, (float) value));
  }
}
