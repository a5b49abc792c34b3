package alrc.jobs.results;

import alrc.core.record.CurvePoint;
import alrc.core.record.Score;
import alrc.core.record.Spike;
import alrc.jobs.examples.FoundPictures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a sweep recorded of its trials beside their summaries. Each is read when it is asked for: a
 * study may have more curves than a report can show.
 */
public interface TrialFiles {
  /** Of results without files. */
  TrialFiles NONE =
      new TrialFiles() {
        @Override
        public Optional<List<CurvePoint>> curve(String trialId) {
          return Optional.empty();
        }

        @Override
        public Optional<List<Spike>> spikes(String trialId) {
          return Optional.empty();
        }
      };

  /**
   * The learning curve of a finished trial, by rising iteration.
   *
   * @return empty where its file is missing or damaged
   * @throws java.io.UncheckedIOException if the store fails
   */
  Optional<List<CurvePoint>> curve(String trialId);

  /**
   * What was clipped in a finished trial whose summary counts spikes, worst first.
   *
   * @return empty where its file is missing or damaged
   * @throws java.io.UncheckedIOException if the store fails
   */
  Optional<List<Spike>> spikes(String trialId);

  /**
   * The scores of a finished trial on held-out examples, by rising iteration.
   *
   * @param summary its row
   * @return none where its study evaluates nothing, or where it diverged before the first score;
   *     empty where its file is missing or damaged
   * @throws java.io.UncheckedIOException if the store fails
   */
  default Optional<List<Score>> scores(Map<String, Object> summary) {
    return Optional.of(List.of());
  }

  /**
   * Pictures of training examples.
   *
   * @param ids of examples, as {@link #spikes} names them
   * @return without a picture where the data are not at hand
   */
  default FoundPictures pictures(Set<String> ids) {
    return FoundPictures.NONE;
  }
}
