package alrc.jobs.export;

import alrc.core.record.CurvePoint;
import alrc.jobs.results.StudyResults;
import alrc.jobs.storage.Storage;
import alrc.stem.examples.ProtoMessage;
import alrc.stem.examples.TfRecords;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Event files of TensorBoard, one run per trial. A file is a TFRecord file of {@code Event}
 * messages (TensorFlow {@code event.proto} and {@code summary.proto}): Event{1: wall_time, 2: step,
 * 3: file_version, 5: Summary}, Summary{1: Value}, Value{1: tag, 2: simple_value}. Values are
 * float32 there. The wall time of a point is interpolated between the start of the trial's last
 * attempt and its end.
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
    return "Learning curves as TensorBoard event files, one run per trial";
  }

  @Override
  public void write(Storage storage, StudyResults study, String output) throws IOException {
    String folder = Storage.inside(output, FOLDER);
    RunNames names = new RunNames(study);
    InOrder.each(
        ExportedTrial.of(study),
        trial -> write(storage, trial, Storage.inside(folder, names.of(trial))),
        written -> {});
  }

  private static String write(Storage storage, ExportedTrial trial, String run) throws IOException {
    List<CurvePoint> curve = trial.curve();
    double start = trial.number("started_at") / 1000;
    double iterations = Math.max(1, trial.number("iterations_done"));
    double pace = trial.number("wall_seconds") / iterations;
    String file = "events.out.tfevents." + (long) start + "." + trial.id();
    storage.publish(
        Storage.inside(run, file),
        place -> {
          try (PositionOutputStream out = place.create(0)) {
            TfRecords.write(out, new ProtoMessage().add(1, start).add(3, VERSION).bytes());
            for (CurvePoint point : curve) {
              ProtoMessage event = new ProtoMessage();
              event.add(1, start + pace * point.iteration()).add(2, point.iteration());
              TfRecords.write(out, event.add(5, summary(point)).bytes());
            }
          }
        });
    return file;
  }

  private static ProtoMessage summary(CurvePoint point) {
    ProtoMessage summary = new ProtoMessage();
    scalar(summary, "training/loss", point.loss());
    scalar(summary, "training/loss_max", point.lossMax());
    scalar(summary, "training/clipped", point.clipped());
    scalar(summary, "training/rate", point.rate());
    if (!Double.isNaN(point.commonMse())) { // trials of earlier versions lack it
      scalar(summary, "training/common_mse", point.commonMse());
    }
    return summary;
  }

  private static void scalar(ProtoMessage summary, String tag, double value) {
    summary.add(1, new ProtoMessage().add(1, tag).add(2, (float) value));
  }
}
