package alrc.core.train;

import alrc.core.data.BatchSource;
import alrc.core.setting.Rule;

/**
 * Trains one trial from its first step to its end.
 *
 * <p>One step: per-example losses → loss rule → mean → back-propagation → gradient rules →
 * parameters. The result depends only on the settings, the seed and the data, for one numeric
 * platform. Several trials may run at once, each on its own thread.
 */
public final class TrainingLoop {
  private TrainingLoop() {}

  /**
   * Runs a trial.
   *
   * @param seed decides the initial weights and the batches
   * @param source the training data
   * @param sink told of every iteration, some tens at a time
   * @param device where; refused if this process does not have it
   * @throws TrialStoppedException if the sink asks for it or the thread is interrupted
   */
  public static Outcome run(
      TrialSettings settings,
      long seed,
      BatchSource source,
      RecordSink sink,
      ComputeDevice device) {
    int channels = settings.model().inputChannels();
    Rule.require(
        channels == source.input().channels(),
        "channels",
        channels,
        "of the model must equal the " + source.input().channels() + " of the data");
    Autograd.limitThreads();
    TrialRecorder recorder = new TrialRecorder(settings, source, sink);
    try (TrialState state = new TrialState(settings, seed, source, device)) {
      for (long i = 0; i < settings.iterations() && !recorder.diverged(); i++) {
        state.step(source.batch(seed, i, settings.batch()), i);
        if (state.log().full()) {
          recorder.take(state.log().read());
          giveUpIfAsked(sink, i + 1);
        }
      }
      if (!recorder.diverged()) {
        recorder.take(state.log().read());
      }
    }
    return recorder.outcome();
  }

  private static void giveUpIfAsked(RecordSink sink, long iterations) {
    if (sink.stopRequested() || Thread.currentThread().isInterrupted()) {
      throw new TrialStoppedException(iterations);
    }
  }
}
