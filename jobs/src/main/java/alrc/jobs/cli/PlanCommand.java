package alrc.jobs.cli;

import alrc.core.data.DataSpec;
import alrc.core.study.Cell;
import alrc.core.study.Comparison;
import alrc.core.study.Seeds;
import alrc.core.study.Study;
import alrc.jobs.cli.option.JsonLine;
import alrc.jobs.cli.option.SchemaLine;
import alrc.jobs.cli.option.SetOptions;
import alrc.jobs.cli.option.SparkOptions;
import alrc.jobs.data.BatchSources;
import alrc.jobs.data.HeldOutSources;
import alrc.jobs.data.ScanStep;
import alrc.jobs.spark.SparkSettings;
import alrc.jobs.spark.sweep.SweepEstimate;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a sweep would run. */
@Command(
    name = "plan",
    description =
        "Shows what a sweep would run, and times a few training steps to estimate how long.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  alrc plan study.yaml",
      "  alrc plan study.yaml --output sweep   (also shows what is done)",
      "  alrc plan cifar10-paper --print > study.yaml"
    })
final class PlanCommand implements Callable<Integer> {
  private static final double LONGEST_TIMING = 3600;

  @Parameters(paramLabel = "STUDY", description = "a YAML file, or the name of a preset")
  private String study = "";

  @Option(
      names = "--output",
      paramLabel = "URI",
      description = "folder of the sweep; also shows what is done already")
  private String output = "";

  @Option(
      names = "--estimate-seconds",
      paramLabel = "S",
      description =
          "about how long to time training steps for the estimate; 0 for no estimate (default:"
              + " ${DEFAULT-VALUE})")
  private double seconds = 3;

  @Option(
      names = "--print",
      description =
          "only print the text of the study, for example of a preset as a start for your own")
  private boolean print;

  @Mixin private SetOptions set = new SetOptions();
  @Mixin private SparkOptions spark = new SparkOptions();
  @Mixin private JsonLine json = new JsonLine();

  /** A plan without an estimate, for {@code inspect}. */
  static PlanCommand ofStudy(String study, SparkOptions spark, JsonLine json) {
    PlanCommand plan = new PlanCommand();
    plan.study = study;
    plan.spark = spark;
    plan.json = json;
    plan.seconds = 0;
    return plan;
  }

  @Override
  public Integer call() throws IOException {
    if (!(seconds >= 0 && seconds <= LONGEST_TIMING)) {
      throw new UserMistake("--estimate-seconds " + seconds + ": must be in 0 … 3600");
    }
    SparkSettings settings = spark.settings();
    Storage storage = spark.storage();
    if (print && !set.parsed().isEmpty()) {
      throw new UserMistake("--set: must be left out with --print; change the copy instead");
    }
    if (print) {
      SchemaLine.print("study", StudyArgument.text(storage, study));
      return Main.DONE;
    }
    Study parsed = StudyArgument.read(storage, study, set.parsed());
    PlannedWork work =
        output.isEmpty() ? PlannedWork.ofAll(parsed) : PlannedWork.in(storage, parsed, output);
    double giga = PlannedCost.gigaOperations(work.all());
    System.out.printf(Locale.ROOT, "%s: %s; about %.3g GFLOP in all%n", parsed.name(), work, giga);
    work.counts().remark().ifPresent(System.out::println);
    work.twins().words().lines().forEach(System.out::println);
    if (parsed.excluded() > 0) {
      System.out.println(PlannedWork.counted(parsed.excluded(), "cell") + " excluded");
    }
    if (parsed.seeds() instanceof Seeds.UntilDecided plan) {
      System.out.printf(
          Locale.ROOT,
          "more seeds, %d at a time, for each of %d comparisons until it is decided; at most %d"
              + " trials in all%n",
          plan.step(),
          Comparison.among(parsed.cells()).size(),
          parsed.cells().size() * plan.atMost());
    }
    parsed.cells().stream().map(PlannedCost::network).distinct().forEach(System.out::println);
    new PlannedCells(work.asked()).lines().forEach(System.out::println);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cells", parsed.cells().size());
    facts.put("trials", work.counts().trials());
    facts.put("done", work.done());
    if (work.counts().noLongerAsked() > 0) {
      facts.put("no_longer_asked", work.counts().noLongerAsked());
    }
    if (seconds > 0 && !work.pending().isEmpty()) {
      estimate(storage, work.pending(), settings.localSlots());
    }
    Optional<UserMistake> unreadable = unreadableData(storage, parsed);
    boolean preset = StudyArgument.isPreset(storage, study);
    if (preset && unreadable.isPresent()) {
      System.out.println("to sweep it: " + unreadable.get().getMessage());
    }
    json.print(facts);
    if (!preset && unreadable.isPresent()) {
      throw unreadable.get();
    }
    return Main.DONE;
  }

  /** Why the data of a study cannot be used; nothing if they can. */
  private static Optional<UserMistake> unreadableData(Storage storage, Study study) {
    try {
      study.data().stream()
          .filter(data -> !(data.spec() instanceof DataSpec.Synthetic))
          .forEach(data -> BatchSources.digest(storage, data));
      ScanStep.check(storage, study);
      HeldOutSources.check(storage, study);
      return Optional.empty();
    } catch (UserMistake unreadable) {
      return Optional.of(unreadable);
    }
  }

  private void estimate(Storage storage, Map<Cell, Integer> pending, int slots) {
    SweepEstimate.of(storage, pending, Math.max(1, slots), seconds)
        .ifPresentOrElse(
            found -> System.out.println(PlannedCost.time(found, slots)),
            () ->
                System.out.printf(
                    Locale.ROOT,
                    "no estimate: a step takes longer than --estimate-seconds %s allows%n",
                    seconds));
  }
}
