package alrc.core.train;

import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.record.StepRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that goes on from a checkpoint and prints every loss, to the bit. */
public final class ResumeProbe {
  private ResumeProbe() {}

  static Member member(RecordSink sink) {
    return new Member(CheckpointTest.clipping(KernelForm.STACKED), 3, Trials.synthetic(), sink);
  }

  static String line(StepRecord record) {
    return "loss " + record.iteration() + " " + Double.toHexString(record.loss());
  }

  /** Argument: the file. */
  public static void main(String[] arguments) throws IOException {
    Checkpoint from = Checkpoint.of(Files.readAllBytes(Path.of(arguments[0])));
    Member member = member(record -> System.out.println(line(record))).from(from);
    List<Outcome> outcomes =
        TrainingLoop.run(List.of(member), ComputeDevice.CPU, CheckpointPlan.NONE);
    System.out.println(outcomes.get(0));
  }
}
