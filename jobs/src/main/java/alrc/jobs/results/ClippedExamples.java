package alrc.jobs.results;

import alrc.core.record.Spike;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The examples whose losses were clipped most often, over the trials of a study. A trial records
 * the worst of its clipped losses, at most 100. Memory is bounded: of more than 200,000 examples,
 * those with the fewest clipped losses are forgotten.
 */
public final class ClippedExamples {
  private static final int MOST_TRIALS = 1_000;
  private static final int MOST_EXAMPLES = 200_000;

  /**
   * One example.
   *
   * @param id its name
   * @param times how many of its losses are recorded as clipped
   * @param trials in how many trials
   * @param excess the largest ratio of a loss to its limit
   */
  public record Clipped(String id, long times, int trials, double excess) {
    private Clipped and(long more, double other) {
      return new Clipped(id, times + more, trials + 1, Math.max(excess, other));
    }
  }

  private static final Comparator<Clipped> MOST =
      Comparator.comparingLong(Clipped::times)
          .thenComparingDouble(Clipped::excess)
          .reversed()
          .thenComparing(Clipped::id);

  private final Map<String, Clipped> examples = new HashMap<>();
  private final int clipping;
  private int read;
  private int unusable;
  private boolean forgot;

  private ClippedExamples(List<CellResult> cells) {
    record Trial(CellResult cell, String id, long spikes) {}
    List<Trial> trials = new ArrayList<>();
    for (CellResult cell : cells) {
      for (Map<String, Object> row : cell.trials()) {
        if (row.get("spikes") instanceof Long spikes && spikes > 0) {
          trials.add(new Trial(cell, String.valueOf(row.get("trial_id")), spikes));
        }
      }
    }
    clipping = trials.size();
    trials.sort(Comparator.comparingLong(Trial::spikes).reversed());
    trials.stream()
        .limit(MOST_TRIALS)
        .forEach(
            trial ->
                trial.cell.files().spikes(trial.id).ifPresentOrElse(this::add, () -> unusable++));
  }

  /** Counts over some cells. The worst trials are read where more than 1,000 clipped. */
  public static ClippedExamples of(List<CellResult> cells) {
    return new ClippedExamples(cells);
  }

  private void add(List<Spike> spikes) {
    read++;
    Map<String, List<Spike>> byExample = new HashMap<>();
    spikes.forEach(
        spike -> byExample.computeIfAbsent(spike.exampleId(), id -> new ArrayList<>()).add(spike));
    byExample.forEach(
        (id, list) -> {
          double excess = list.stream().mapToDouble(s -> s.loss() / s.limit()).max().orElse(0);
          Clipped before = examples.getOrDefault(id, new Clipped(id, 0, 0, 0));
          examples.put(id, before.and(list.size(), excess));
        });
    if (examples.size() > MOST_EXAMPLES) {
      Set<String> kept = new HashSet<>();
      examples.values().stream()
          .sorted(MOST)
          .limit(MOST_EXAMPLES / 2)
          .forEach(example -> kept.add(example.id()));
      examples.keySet().retainAll(kept);
      forgot = true;
    }
  }

  /** The examples that were clipped most often, the most frequent first. */
  public List<Clipped> most(int count) {
    return examples.values().stream().sorted(MOST).limit(count).toList();
  }

  /** How many examples were clipped. */
  public int count() {
    return examples.size();
  }

  /** How many trials clipped a loss. */
  public int clipping() {
    return clipping;
  }

  /** Of these, the ones whose record was read. */
  public int read() {
    return read;
  }

  /** Of these, the ones whose record is damaged or missing. */
  public int unusable() {
    return unusable;
  }

  /** Whether examples with few clipped losses were forgotten. */
  public boolean forgot() {
    return forgot;
  }
}
