package alrc.jobs.cli;

import alrc.core.study.Cell;
import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.jobs.data.BatchSources;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a sweep would run. */
@Command(
    name = "plan",
    description = "Says what a sweep would run; runs nothing.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  @Parameters(paramLabel = "STUDY", description = "a YAML file, or the name of a preset")
  private String study = "";

  @Option(
      names = "--output",
      paramLabel = "URI",
      description = "folder of the sweep, to say what is done already")
  private String output = "";

  @Mixin private SparkOptions spark = new SparkOptions();
  @Mixin private JsonLine json = new JsonLine();

  @Override
  public Integer call() throws IOException {
    Storage storage = StorageSettings.fromSpark(spark.settings().properties()).open();
    Study parsed = StudyArgument.read(storage, study);
    int trials = parsed.cells().size() * parsed.seeds().size();
    long done = output.isEmpty() ? 0 : done(storage, parsed);
    double giga =
        parsed.cells().stream().mapToDouble(PlanCommand::gigaOperations).sum()
            * parsed.seeds().size();
    System.out.printf(
        "%s: %d cells × %d seeds = %d trials, %d done; about %.3g GFLOP in all%n",
        parsed.name(), parsed.cells().size(), parsed.seeds().size(), trials, done, giga);
    parsed.cells().stream().map(PlanCommand::network).distinct().forEach(System.out::println);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cells", parsed.cells().size());
    facts.put("trials", trials);
    facts.put("done", done);
    json.print(facts);
    return Main.DONE;
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

  private long done(Storage storage, Study parsed) throws IOException {
    Set<String> finished = new Ledger(storage, output).finished();
    return parsed.trials(data -> BatchSources.digest(storage, data)).stream()
        .map(Trial::id)
        .filter(finished::contains)
        .count();
  }
}
