package alrc.jobs.cli;

import alrc.core.data.UnreadableDataException;
import alrc.jobs.cli.option.EmptyValues;
import alrc.jobs.fault.StoppedException;
import alrc.jobs.fault.UnsupportedJava;
import alrc.jobs.storage.StoreFailure;
import alrc.jobs.terminal.Terminal;
import alrc.settings.UserMistake;
import java.nio.file.FileSystemException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line. Exit status: 0 done; 2 the user's mistake, or a failure of a disk, a store or a
 * cluster, reported on one line; 3 finished, but more was rejected or failed than tolerated; 1 a
 * bug in alrc, with its stack trace; 143 stopped by SIGTERM, 130 by Ctrl-C.
 */
@Command(
    name = "alrc",
    description =
        "Makes partial-scan STEM training data from micrographs, and trains neural networks on them"
            + " many times to see which settings work best.",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:a bug in alrc; the stack trace follows the message",
      "2:a mistake in the command or a file, or a disk, store or cluster that failed; one line says"
          + " which",
      "3:finished, but more was rejected, failed or different than tolerated",
      "130:stopped by Ctrl-C; the same command resumes the work",
      "143:stopped by SIGTERM; the same command resumes the work"
    })
public final class Main implements Runnable {
  /** Done. */
  static final int DONE = 0;

  /** A bug in alrc. */
  static final int BUG = 1;

  /** The user's mistake, or a failure that the user can fix: of a disk, a store, a cluster. */
  static final int MISTAKE = 2;

  /** Finished, with more rejects, failures or differences than tolerated. */
  static final int NOT_TOLERATED = 3;

  /**
   * Stopped. The shell sees the signal's own status, because the signal ends the process: 143 for
   * SIGTERM, 130 for Ctrl-C.
   */
  static final int STOPPED = 143;

  public static void main(String... arguments) {
    int status = run(arguments);
    System.out.flush();
    if (status != DONE) {
      // Spark's threads may still be up; the exit status must reach the shell.
      Runtime.getRuntime().exit(status);
    }
  }

  /** Runs one command and returns its exit status. */
  public static int run(String... arguments) {
    Terminal terminal = Terminal.open();
    try (terminal) {
      return commandLine(arguments).execute(arguments);
    }
  }

  /**
   * Returns the parser of a command line.
   *
   * @param arguments that it will parse; without them it knows every command
   */
  static CommandLine commandLine(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    CommandGroups.add(line, arguments); // before the rest, which also applies to them
    return line.setExpandAtFiles(false)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler(Main::refuse)
        .setExecutionExceptionHandler((failure, of, parsed) -> explain(failure))
        .setExecutionStrategy(Main::execute)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static int execute(ParseResult parsed) {
    EmptyValues.refuse(parsed);
    return new CommandLine.RunLast().execute(parsed);
  }

  @Override
  public void run() {
    throw new UserMistake("alrc: a command is needed; see 'alrc --help'");
  }

  private static int refuse(ParameterException mistake, String[] arguments) {
    say(oneLine(Suggestions.words(mistake)));
    return MISTAKE;
  }

  private static int explain(Exception failure) {
    if (failure instanceof StoppedException) {
      return STOPPED;
    }
    Optional<String> mistake = mistakeIn(failure);
    if (mistake.isPresent()) {
      say(oneLine(mistake.get()));
      return MISTAKE;
    }
    System.err.println("alrc: a bug in alrc; please report it with the lines below");
    failure.printStackTrace(System.err);
    return BUG;
  }

  private static Optional<String> mistakeIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileSystemException refused) {
        return Optional.of(
            refused.getFile() + ": cannot be read or written (" + reason(refused) + ")");
      }
      if (cause instanceof UserMistake || cause instanceof UnreadableDataException) {
        return Optional.ofNullable(cause.getMessage());
      }
    }
    return StoreFailure.in(failure).map(StoreFailure::words).or(() -> UnsupportedJava.in(failure));
  }

  private static String reason(FileSystemException refused) {
    String kind = refused.getClass().getSimpleName().replace("Exception", "");
    return refused.getReason() == null ? kind : refused.getReason();
  }

  private static void say(String message) {
    System.err.println(message.startsWith("alrc: ") ? message : "alrc: " + message);
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
