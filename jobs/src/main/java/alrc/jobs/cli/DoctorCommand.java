package alrc.jobs.cli;

import alrc.jobs.cli.option.JsonLine;
import alrc.jobs.cli.option.SparkOptions;
import alrc.jobs.doctor.Check;
import alrc.jobs.doctor.ProcessChecks;
import alrc.jobs.spark.ExecutorChecks;
import alrc.jobs.spark.SparkRun;
import alrc.jobs.storage.OptionAddress;
import alrc.jobs.storage.ThisHost;
import alrc.jobs.terminal.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether alrc can work here: each need, what is there, and what to do where it is missing. */
@Command(
    name = "doctor",
    description =
        "Checks Java, Spark, PyTorch, devices, folders and executors before you need them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  alrc doctor",
      "  alrc doctor --output s3a://bucket/sweep --conf spark.hadoop.fs.s3a.endpoint=...",
      "  alrc doctor --master spark://host:7077"
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--output",
      paramLabel = "URI",
      description = "also check that files can be written to this folder, which is made")
  private String output = "";

  @Mixin private SparkOptions spark = new SparkOptions();
  @Mixin private JsonLine json = new JsonLine();

  @Override
  public Integer call() {
    String here = "this process on " + ThisHost.name();
    List<Check> all = new ArrayList<>();
    all.add(new Check(here, "alrc", new Version().getVersion()[0], ""));
    ProcessChecks.all().forEach(check -> all.add(check.by(here)));
    if (!output.isEmpty()) {
      all.add(
          Check.of("output", "give a folder in which this user may write", this::folder).by(here));
    }
    Terminal.doing("starting Spark");
    all.addAll(cluster(here));
    print(all);
    json.print(facts(all));
    return all.stream().allMatch(Check::isOk) ? Main.DONE : Main.MISTAKE;
  }

  private Check folder() {
    new OptionAddress(spark.storage(), "--output", output).makeFolder();
    return new Check("", "output", output + " can be written", "");
  }

  private List<Check> cluster(String here) {
    List<Check> found = new ArrayList<>();
    Check spark = Check.of("Spark", "check --master and --conf", () -> started(found));
    found.add(0, spark.by(here));
    return found;
  }

  private Check started(List<Check> found) {
    try (SparkRun run = SparkRun.start("doctor", spark.settings())) {
      found.addAll(ExecutorChecks.ask(run));
      long executors = found.stream().map(Check::where).distinct().count();
      String where = run.isRemote() ? executors + " executors answered" : "in this process";
      return new Check(
          "",
          "Spark",
          String.format(Locale.ROOT, "%s, %d tasks at once, %s", run.version(), run.slots(), where),
          "");
    }
  }

  private static void print(List<Check> all) {
    String where = "";
    for (Check check : all) {
      if (!check.where().equals(where)) {
        where = check.where();
        System.out.println(where);
      }
      System.out.printf(
          Locale.ROOT,
          "  %-4s %-22s %s%n",
          check.isOk() ? "ok" : "FIX",
          check.what(),
          check.found());
      if (!check.isOk()) {
        System.out.printf(Locale.ROOT, "       %-22s fix: %s%n", "", check.fix());
      }
    }
    long bad = all.stream().filter(check -> !check.isOk()).count();
    System.out.println(
        bad == 0 ? "all is well" : bad + " of " + all.size() + " checks need something fixed");
  }

  private static Map<String, Object> facts(List<Check> all) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("ok", all.stream().allMatch(Check::isOk));
    facts.put(
        "checks",
        all.stream()
            .map(
                check -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("where", check.where());
                  one.put("what", check.what());
                  one.put("ok", check.isOk());
                  one.put("found", check.found());
                  one.put("fix", check.fix());
                  return one;
                })
            .toList());
    return facts;
  }
}
