package alrc.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes what a release has beside the program: {@code man/alrc*.adoc}, the manual pages, and
 * {@code alrc.bash}, the completion of Bash.
 */
public final class CommandDocuments {
  private CommandDocuments() {}

  /**
   * Writes the files.
   *
   * @param arguments the folder that gets them
   */
  public static void main(String... arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    CommandLine line = Main.commandLine();
    CommandSpec[] all =
        Stream.concat(
                Stream.of(line.getCommandSpec()),
                line.getSubcommands().values().stream().map(CommandLine::getCommandSpec))
            .toArray(CommandSpec[]::new);
    Arrays.stream(all).forEach(CommandDocuments::plain);
    ManPageGenerator.generateManPage(
        folder.resolve("man").toFile(), null, new boolean[0], true, all);
    Files.writeString(folder.resolve("alrc.bash"), AutoComplete.bash("alrc", line));
  }

  /** Without the version, which names a commit: the pages of equal commands are equal. */
  private static void plain(CommandSpec command) {
    command.versionProvider(null).version("alrc");
  }
}
