package alrc.jobs.cli.option;

import alrc.settings.Assignment;
import java.util.List;
import picocli.CommandLine.Option;

/** Settings of a study that are given on the command line. */
public final class SetOptions {
  private static final String SET = "--set";

  @Option(
      names = SET,
      paramLabel = "FIELD=VALUE",
      description =
          "change a setting of the study, as if its file said so; can be repeated. For example"
              + " iterations=1000 or 'rule.deviations=[2, 3]'")
  private List<String> settings = List.of();

  /** The settings, in the order of the command line. */
  public List<Assignment> parsed() {
    return settings.stream().map(text -> Assignment.parse(SET, text)).toList();
  }
}
