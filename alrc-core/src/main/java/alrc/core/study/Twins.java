package alrc.core.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Trials of a study in groups whose results are bit-identical by construction, because they differ
 * only in settings that cannot act: the decay of a rule without a threshold, for instance. One
 * trial of a group is trained, and its result is recorded for each.
 */
public final class Twins {
  private record Key(int cell, long seed, String dataDigest) {}

  private final Map<Key, List<Trial>> groups = new LinkedHashMap<>();
  private final Map<Cell, Integer> numbers = new HashMap<>();
  private final IdentityHashMap<Cell, Integer> numberOf = new IdentityHashMap<>();
  private final int trials;

  /** The groups of these trials, each in their order. */
  public Twins(Collection<Trial> trials) {
    this.trials = trials.size();
    for (Trial trial : trials) {
      groups.computeIfAbsent(key(trial), any -> new ArrayList<>(1)).add(trial);
    }
  }

  private Key key(Trial trial) {
    int cell =
        numberOf.computeIfAbsent(
            trial.cell(), one -> numbers.computeIfAbsent(one.acting(), any -> numbers.size()));
    return new Key(cell, trial.seed(), trial.dataDigest());
  }

  /** Groups of two or more. */
  public List<List<Trial>> groups() {
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }

  /** The other trials of a trial's group. */
  public List<Trial> of(Trial trial) {
    List<Trial> group = Objects.requireNonNull(groups.get(key(trial)), trial::id);
    return group.stream().filter(other -> !other.equals(trial)).toList();
  }

  /**
   * One trial of each group in which no trial is recorded: the first that is pending.
   *
   * @param isPending by trial
   * @param isRecorded by trial
   */
  public List<Trial> toTrain(Predicate<Trial> isPending, Predicate<Trial> isRecorded) {
    return groups.values().stream()
        .filter(group -> group.stream().noneMatch(isRecorded))
        .flatMap(group -> group.stream().filter(isPending).limit(1))
        .toList();
  }

  /** How many trials take the result of another. */
  public int copies() {
    return trials - groups.size();
  }

  /** A sentence for people; empty where every trial is trained. */
  public String words() {
    return copies() == 0
        ? ""
        : copies()
            + " of these trials differ from another one only in settings that cannot act (such as"
            + " the decay of a rule without a threshold): each group is trained once and recorded"
            + " for all";
  }
}
