package alrc.jobs.cli.option;

import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Refuses an empty name, as a shell makes of a variable that is not set: as a path it would be the
 * folder one happens to be in.
 */
public final class EmptyValues {
  /** Empty means the default, or a setting that is empty. */
  private static final Set<String> MAY_BE_EMPTY = Set.of("--master", "--conf");

  private EmptyValues() {}

  /** Refuses it in a command and those below it. */
  public static void refuse(ParseResult parsed) {
    for (ArgSpec given : parsed.matchedArgs()) {
      String name = given instanceof OptionSpec option ? option.longestName() : given.paramLabel();
      if (!MAY_BE_EMPTY.contains(name) && given.stringValues().contains("")) {
        throw new ParameterException(
            parsed.commandSpec().commandLine(), name + " '': must not be empty");
      }
    }
    parsed.subcommands().forEach(EmptyValues::refuse);
  }
}
