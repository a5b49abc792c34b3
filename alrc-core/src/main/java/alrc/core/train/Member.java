package alrc.core.train;

import alrc.core.data.BatchSource;
import alrc.core.record.RecordSink;
import alrc.settings.Limits;
import org.jspecify.annotations.Nullable;

/**
 * A trial to train, alone or beside others.
 *
 * @param settings everything that decides it besides seed and data
 * @param seed decides the initial parameters and the batches
 * @param source the training data
 * @param sink receives every iteration, some tens at a time, and the outcome
 * @param start the parameters with which it begins; null for drawn ones
 * @param from the checkpoint from which it resumes; null to begin
 * @param scoring how it is scored while it trains; null for never
 */
public record Member(
    TrialSettings settings,
    long seed,
    BatchSource source,
    RecordSink sink,
    @Nullable StartingParameters start,
    @Nullable Checkpoint from,
    @Nullable Scoring scoring) {
  /** Refuses data, and parameters to begin with, that do not fit the model. */
  public Member {
    int channels = settings.model().inputChannels();
    Limits.require(
        channels == source.input().channels(),
        "channels",
        channels,
        "of the model must equal the " + source.input().channels() + " of the data");
    int heads = settings.model().heads();
    Limits.require(
        heads == source.targets().size(),
        "heads",
        heads,
        "of the model must equal the " + source.targets().size() + " targets of the data");
    if (start != null) {
      Limits.require(start.fits(settings.model()), "start", start, "must be of the model");
    }
    if (scoring != null) {
      boolean alike =
          source.input().equals(scoring.heldOut().input())
              && source.targets().equals(scoring.heldOut().targets());
      Limits.require(alike, "scoring", scoring, "must be on examples of the shape of the data");
    }
  }

  /** A trial that begins. */
  public Member(TrialSettings settings, long seed, BatchSource source, RecordSink sink) {
    this(settings, seed, source, sink, null, null, null);
  }

  /** The same trial, with parameters of an earlier one at its beginning. */
  public Member beginningWith(StartingParameters parameters) {
    return new Member(settings, seed, source, sink, parameters, from, scoring);
  }

  /** The same trial, resumed from a checkpoint. */
  public Member from(Checkpoint checkpoint) {
    return new Member(settings, seed, source, sink, start, checkpoint, scoring);
  }

  /** The same trial, scored while it trains. */
  public Member scored(Scoring how) {
    return new Member(settings, seed, source, sink, start, from, how);
  }

  /** Whether the two can train side by side: same network, sizes, loss, form of step and length. */
  public boolean fits(Member other) {
    TrialSettings mine = settings;
    TrialSettings its = other.settings;
    return mine.model().equals(its.model())
        && mine.loss().equals(its.loss())
        && mine.form().equals(its.form())
        && mine.batch() == its.batch()
        && mine.iterations() == its.iterations()
        && mine.kernel() == its.kernel()
        && source.input().equals(other.source.input())
        && source.targets().equals(other.source.targets());
  }
}
