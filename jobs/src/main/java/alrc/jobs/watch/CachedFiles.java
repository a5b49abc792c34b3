package alrc.jobs.watch;

import alrc.core.record.CurvePoint;
import alrc.core.record.Score;
import alrc.core.record.Spike;
import alrc.jobs.examples.FoundPictures;
import alrc.jobs.results.TrialFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads each file once: those of a recorded trial do not change. Bounded in memory. */
final class CachedFiles implements TrialFiles {
  private static final int MOST = 2_000;

  private final TrialFiles files;
  private final Map<String, Optional<List<CurvePoint>>> curves = new Recent<>();
  private final Map<String, Optional<List<Spike>>> spikes = new Recent<>();
  private final Map<String, Optional<List<Score>>> scores = new Recent<>();

  private Set<String> pictured = Set.of();
  private FoundPictures pictures = FoundPictures.NONE;

  CachedFiles(TrialFiles files) {
    this.files = files;
  }

  /** Forgets what was not asked for the longest time. */
  private static final class Recent<T> extends LinkedHashMap<String, Optional<List<T>>> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Optional<List<T>>> eldest) {
      return size() > MOST;
    }
  }

  @Override
  public Optional<List<CurvePoint>> curve(String trialId) {
    return known(curves, trialId, files::curve);
  }

  @Override
  public Optional<List<Spike>> spikes(String trialId) {
    return known(spikes, trialId, files::spikes);
  }

  @Override
  public Optional<List<Score>> scores(Map<String, Object> summary) {
    return known(scores, String.valueOf(summary.get("trial_id")), id -> files.scores(summary));
  }

  @Override
  public FoundPictures pictures(Set<String> ids) {
    if (!ids.equals(pictured)) {
      pictures = files.pictures(ids);
      pictured = Set.copyOf(ids);
    }
    return pictures;
  }

  private static <T> Optional<List<T>> known(
      Map<String, Optional<List<T>>> read,
      String trialId,
      Function<String, Optional<List<T>>> file) {
    Optional<List<T>> known = read.get(trialId);
    if (known == null) {
      known = file.apply(trialId);
      if (known.isPresent()) {
        read.put(trialId, known);
      }
    }
    return known;
  }
}
