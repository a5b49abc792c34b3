package alrc.core.study;

import alrc.core.stats.SignTest;
import alrc.core.stats.SignTest.Decision;
import alrc.core.stats.SignTest.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Which trials a study asks for, given the results so far. It is a pure function: a driver that
 * resumes after a kill asks for the same trials.
 *
 * <p>With {@link Seeds.UntilDecided} a comparison is looked at after its first {@code start} seeds
 * and after every {@code step} more, with the pairs of just those seeds, once all of them have
 * ended. The order in which trials end and the results of other seeds have no influence. A decision
 * is never taken back.
 */
public final class SeedPlan {
  private final Study study;
  private final Function<Cell, String> digest;

  /** The results of trials. */
  public interface Results {
    /** Whether a trial has neither ended nor been given up. */
    boolean pending(Trial trial);

    /** The error of a trial that has ended: ∞ if it diverged; empty if it was given up. */
    OptionalDouble error(Trial trial);
  }

  /**
   * How a comparison stands.
   *
   * @param level of its test
   * @param seeds how many of each cell it asks for so far
   * @param pairs of the last look; none before the first
   * @param pending whether trials of the next look have not ended
   */
  public record Standing(
      Comparison comparison,
      double level,
      int seeds,
      Tally pairs,
      Decision decision,
      boolean pending) {}

  /**
   * What a study asks for.
   *
   * @param trials cell by cell
   * @param standings of its comparisons; none where the seeds do not depend on them
   */
  public record Asked(List<Trial> trials, List<Standing> standings) {
    public Asked {
      trials = List.copyOf(trials);
      standings = List.copyOf(standings);
    }

    /** How the comparisons stand, for people. */
    public String words() {
      long open = standings.stream().filter(Standing::pending).count();
      long undecided =
          standings.stream()
              .filter(one -> !one.pending() && one.decision() == Decision.UNDECIDED)
              .count();
      return String.format(
          Locale.ROOT,
          "%d comparisons: %d decided, %d undecided after all their seeds, %d pending",
          standings.size(),
          standings.size() - open - undecided,
          undecided,
          open);
    }
  }

  /**
   * The plan of a study.
   *
   * @param digest the digest of a cell's data
   */
  public SeedPlan(Study study, Function<Cell, String> digest) {
    Map<Cell, String> known = new HashMap<>();
    this.study = study;
    this.digest = cell -> known.computeIfAbsent(cell, digest);
  }

  /** What the study asks for. */
  public Asked asked(Results results) {
    if (!(study.seeds() instanceof Seeds.UntilDecided plan)) {
      return new Asked(trials(cell -> study.seeds().first()), List.of());
    }
    List<Standing> standings = new ArrayList<>();
    Map<Cell, Integer> counts = new HashMap<>();
    for (Comparison comparison : Comparison.among(study.cells())) {
      Standing standing = standing(comparison, plan, results);
      standings.add(standing);
      counts.merge(comparison.cell(), standing.seeds(), Math::max);
      counts.merge(comparison.baseline(), standing.seeds(), Math::max);
    }
    return new Asked(
        trials(cell -> Seeds.upTo(counts.getOrDefault(cell, plan.start()))), standings);
  }

  private List<Trial> trials(Function<Cell, List<Long>> seeds) {
    List<Trial> trials = new ArrayList<>();
    for (Cell cell : study.cells()) {
      trials.addAll(Trial.of(cell, seeds.apply(cell), digest.apply(cell)));
    }
    return trials;
  }

  private Standing standing(Comparison comparison, Seeds.UntilDecided plan, Results results) {
    SignTest test = new SignTest(plan.level());
    Tally pairs = Tally.NONE;
    Decision decision = Decision.UNDECIDED;
    int looked = 0;
    int asked = plan.start();
    while (true) {
      if (pending(comparison, looked, asked, results)) {
        return new Standing(comparison, plan.level(), asked, pairs, decision, true);
      }
      pairs = with(pairs, comparison, looked, asked, results);
      looked = asked;
      decision = test.decision(pairs);
      if (decision != Decision.UNDECIDED || asked >= plan.atMost()) {
        return new Standing(comparison, plan.level(), asked, pairs, decision, false);
      }
      asked = Math.min(plan.atMost(), asked + plan.step());
    }
  }

  private boolean pending(Comparison pair, int from, int to, Results results) {
    for (long seed = from; seed < to; seed++) {
      if (results.pending(trial(pair.cell(), seed))
          || results.pending(trial(pair.baseline(), seed))) {
        return true;
      }
    }
    return false;
  }

  /** With the pairs of more seeds; a trial that was given up leaves its pair out. */
  private Tally with(Tally pairs, Comparison pair, int from, int to, Results results) {
    Tally tally = pairs;
    for (long seed = from; seed < to; seed++) {
      OptionalDouble error = results.error(trial(pair.cell(), seed));
      OptionalDouble baseline = results.error(trial(pair.baseline(), seed));
      if (error.isPresent() && baseline.isPresent()) {
        tally = tally.with(error.getAsDouble(), baseline.getAsDouble());
      }
    }
    return tally;
  }

  private Trial trial(Cell cell, long seed) {
    return new Trial(cell, seed, digest.apply(cell));
  }
}
