package alrc.jobs.cli;

import alrc.settings.Words;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, with the name that was probably meant. */
final class Suggestions {
  private Suggestions() {}

  static String words(ParameterException mistake) {
    CommandLine line = mistake.getCommandLine();
    List<String> unmatched = unmatched(mistake);
    if (!unmatched.isEmpty() && !isOption(unmatched.get(0)) && !line.getSubcommands().isEmpty()) {
      return command(line, unmatched.get(0));
    }
    Optional<String> option = unmatched.stream().filter(Suggestions::isOption).findFirst();
    if (option.isPresent()) {
      return option(line.getCommandSpec(), option.get());
    }
    if (!unmatched.isEmpty()) {
      return unmatched.get(0) + ": is one argument too many; " + help(line.getCommandSpec());
    }
    if (mistake instanceof MissingParameterException missing) {
      String names =
          missing.getMissing().stream().map(Suggestions::name).collect(Collectors.joining(", "));
      return names + ": missing; " + help(line.getCommandSpec());
    }
    // For an option KEY=VALUE picocli writes "option option".
    return String.valueOf(mistake.getMessage()).replace("option option", "option");
  }

  /** Also where picocli complains first that another option is missing. */
  private static List<String> unmatched(ParameterException mistake) {
    return mistake instanceof UnmatchedArgumentException unmatched
        ? unmatched.getUnmatched()
        : mistake.getCommandLine().getUnmatchedArguments();
  }

  private static boolean isOption(String argument) {
    return argument.matches("(?s)--?[a-zA-Z].*");
  }

  private static String option(CommandSpec spec, String argument) {
    String name = argument.replaceFirst("(?s)=.*", "");
    return String.format(
        Locale.ROOT,
        "%s: is not an option of '%s'; %s",
        name,
        spec.qualifiedName(),
        meant(name, spec.optionsMap().keySet(), spec));
  }

  private static String command(CommandLine line, String argument) {
    return String.format(
        Locale.ROOT,
        "%s: is not a command; %s",
        argument,
        meant(argument, line.getSubcommands().keySet(), line.getCommandSpec()));
  }

  private static String meant(String given, Collection<String> names, CommandSpec spec) {
    return Words.nearest(given, names).map(name -> "did you mean " + name + "?").orElse(help(spec));
  }

  private static String help(CommandSpec spec) {
    return "see '" + spec.qualifiedName() + " --help'";
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
