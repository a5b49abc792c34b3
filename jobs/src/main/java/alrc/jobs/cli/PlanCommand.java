package alrc.jobs.cli;

import alrc.core.study.Cell;
import alrc.core.study.Comparison;
import alrc.core.study.Seeds;
import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.jobs.data.BatchSources;
import alrc.jobs.fault.UserMistake;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.Recorded;
import alrc.jobs.ledger.StudyFile;
import alrc.jobs.ledger.SweepCounts;
import alrc.jobs.spark.SparkSettings;
import alrc.jobs.spark.sweep.SweepEstimate;
import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a sweep would run. */
@Command(
    name = "plan",
    description = "Says what a sweep would run; trains nothing but a few steps to time them.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  private static final double LONGEST_TIMING = 3600;

  @Parameters(paramLabel = "STUDY", description = "a YAML file, or the name of a preset")
  private String study = "";

  @Option(
      names = "--output",
      paramLabel = "URI",
      description = "folder of the sweep, to say what is done already")
  private String output = "";

  @Option(
      names = "--estimate-seconds",
      paramLabel = "S",
      description =
          "how long steps may be timed for the estimate, about; 0 for none (default:"
              + " ${DEFAULT-VALUE})")
  private double seconds = 3;

  @Mixin private SparkOptions spark = new SparkOptions();
  @Mixin private JsonLine json = new JsonLine();

  @Override
  public Integer call() throws IOException {
    if (!(seconds >= 0 && seconds <= LONGEST_TIMING)) {
      throw new UserMistake("--estimate-seconds " + seconds + ": must be in 0 … 3600");
    }
    SparkSettings settings = spark.settings();
    Storage storage = spark.storage();
    Study parsed = StudyArgument.read(storage, study);
    int first = parsed.seeds().first().size();
    Optional<Recorded> recorded =
        output.isEmpty() ? Optional.empty() : Optional.of(new Ledger(storage, output).sound());
    List<Trial> asked = recorded.isEmpty() ? List.of() : asked(storage, parsed, recorded.get());
    int trials = asked.isEmpty() ? parsed.cells().size() * first : asked.size();
    Map<Cell, Integer> pending = pending(parsed, asked, recorded);
    int done = trials - pending.values().stream().mapToInt(Integer::intValue).sum();
    double giga = parsed.cells().stream().mapToDouble(PlanCommand::gigaOperations).sum() * first;
    System.out.printf(
        "%s: %d cells × %d seeds = %d trials, %d done; about %.3g GFLOP in all%n",
        parsed.name(), parsed.cells().size(), first, trials, done, giga);
    if (parsed.seeds() instanceof Seeds.UntilDecided plan) {
      System.out.printf(
          "more seeds, %d at a time, for each of %d comparisons until it is decided; at most %d"
              + " trials in all%n",
          plan.step(),
          Comparison.among(parsed.cells()).size(),
          parsed.cells().size() * plan.atMost());
    }
    parsed.cells().stream().map(PlanCommand::network).distinct().forEach(System.out::println);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cells", parsed.cells().size());
    facts.put("trials", trials);
    facts.put("done", done);
    if (seconds > 0 && done < trials) {
      estimate(storage, pending, settings.localSlots());
    }
    json.print(facts);
    return Main.DONE;
  }

  /** Trials that the output does not hold, of each cell. */
  private static Map<Cell, Integer> pending(
      Study parsed, List<Trial> asked, Optional<Recorded> recorded) {
    Map<Cell, Integer> pending = new LinkedHashMap<>();
    if (asked.isEmpty()) {
      parsed.cells().forEach(cell -> pending.put(cell, parsed.seeds().first().size()));
      return pending;
    }
    Set<String> finished = recorded.map(Recorded::finished).orElse(Set.of());
    for (Trial trial : asked) {
      pending.merge(trial.cell(), finished.contains(trial.id()) ? 0 : 1, Integer::sum);
    }
    return pending;
  }

  private void estimate(Storage storage, Map<Cell, Integer> pending, int slots) {
    SweepEstimate.of(storage, pending, Math.max(1, slots), seconds)
        .ifPresentOrElse(
            found -> System.out.println(words(found, slots)),
            () ->
                System.out.printf(
                    "no estimate: a step takes longer than --estimate-seconds %s allows%n",
                    seconds));
  }

  private static String words(SweepEstimate found, int slots) {
    String time =
        slots > 0
            ? Amount.ofTime(found.taskSeconds() / slots) + " with " + slots + " tasks at once"
            : Amount.ofTime(found.taskSeconds()) + " ÷ the cluster's tasks at once";
    String how =
        found.timed() == found.shapes()
            ? "steps of each shape were timed"
            : String.format(
                "%d of %d shapes timed, the others from their operations",
                found.timed(), found.shapes());
    return String.format("about %s on processors like this one (an estimate: %s)", time, how);
  }

  /** A multiply and an add forward, and twice as much backward, for every example of every step. */
  private static double gigaOperations(Cell cell) {
    return 6e-9 * multiplyAccumulates(cell) * cell.batch() * cell.iterations();
  }

  private static long multiplyAccumulates(Cell cell) {
    int side = cell.trainingData().task().side();
    return cell.settings().model().multiplyAccumulates(side, side);
  }

  private static String network(Cell cell) {
    int side = cell.trainingData().task().side();
    return String.format(
        "%s, width %s: %,d parameters, %,d multiply-accumulates forward per %d×%d example",
        cell.model(),
        cell.width(),
        cell.settings().model().parameterCount(),
        multiplyAccumulates(cell),
        side,
        side);
  }

  private static List<Trial> asked(Storage storage, Study parsed, Recorded recorded)
      throws IOException {
    List<Trial> first = parsed.trials(data -> BatchSources.digest(storage, data));
    return StudyFile.of(parsed, first, SweepCounts.ATTEMPTS).asked(recorded).trials();
  }
}
