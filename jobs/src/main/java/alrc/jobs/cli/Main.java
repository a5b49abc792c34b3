package alrc.jobs.cli;

import alrc.core.data.UnreadableDataException;
import alrc.settings.SettingMistake;
import alrc.jobs.fault.StoppedException;
import alrc.jobs.fault.UserMistake;
import alrc.jobs.storage.StoreFailure;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line. Exit status: 0 done; 2 the user's mistake, or the trouble of a store, told in
 * one line; 3 finished, but more was rejected or failed than tolerated; 1 a bug of ours, with its
 * stack trace; 143 told to stop by SIGTERM, 130 by Ctrl-C.
 */
@Command(
    name = "alrc",
    description = "Partial-STEM training data from micrographs, and repeated-seed studies of ALRC.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      SynthesizeCommand.class,
      PrepareCommand.class,
      PlanCommand.class,
      SweepCommand.class,
      StatusCommand.class,
      ReportCommand.class,
      ReplayCommand.class,
      InspectCommand.class
    })
public final class Main implements Runnable {
  /** Done. */
  static final int DONE = 0;

  /** A bug of ours. */
  static final int BUG = 1;

  /** The user's mistake, or what else is the user's to mend: a disk, a store, a cluster. */
  static final int MISTAKE = 2;

  /** Finished, with more rejects, failures or differences than tolerated. */
  static final int NOT_TOLERATED = 3;

  /**
   * Told to stop. The shell sees the signal's own status, for it is the signal that ends the
   * process: 143 for SIGTERM, 130 for Ctrl-C.
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
    return new CommandLine(new Main())
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(Main::refuse)
        .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure, line))
        .setExecutionStrategy(Main::execute)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
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
    // Of an option KEY=VALUE picocli says "option option".
    String message = String.valueOf(mistake.getMessage()).replace("option option", "option");
    say(mistake.getCommandLine(), oneLine(message));
    return MISTAKE;
  }

  private static int explain(Exception failure, CommandLine line) {
    if (failure instanceof StoppedException) {
      return STOPPED;
    }
    Optional<String> mistake = mistakeIn(failure);
    if (mistake.isPresent()) {
      say(line, oneLine(mistake.get()));
      return MISTAKE;
    }
    PrintWriter err = line.getErr();
    err.println("alrc: a bug of ours; please report it with the lines below");
    failure.printStackTrace(err);
    err.flush();
    return BUG;
  }

  private static Optional<String> mistakeIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileSystemException refused) {
        return Optional.of(
            refused.getFile() + ": cannot be read or written (" + reason(refused) + ")");
      }
      if (cause instanceof UserMistake
          || cause instanceof SettingMistake
          || cause instanceof SettingMistake
          || cause instanceof alrc.settings.SettingMistake
          || cause instanceof UnreadableDataException) {
        return Optional.ofNullable(cause.getMessage());
      }
    }
    return StoreFailure.in(failure).map(StoreFailure::words);
  }

  private static String reason(FileSystemException refused) {
    String kind = refused.getClass().getSimpleName().replace("Exception", "");
    return refused.getReason() == null ? kind : refused.getReason();
  }

  private static void say(CommandLine line, String message) {
    line.getErr().println(message.startsWith("alrc: ") ? message : "alrc: " + message);
    line.getErr().flush();
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
