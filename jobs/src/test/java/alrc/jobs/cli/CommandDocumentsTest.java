package alrc.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Manual pages and completion know every command and option, also those added later. */
class CommandDocumentsTest {
  @TempDir Path folder;

  @Test
  void everyCommandAndOptionHasItsPlace() throws Exception {
    CommandDocuments.main(folder.toString());
    Path bash = folder.resolve("alrc.bash");
    String completion = Files.readString(bash);
    var commands = Main.commandLine().getSubcommands();
    assertTrue(commands.size() > 10, commands.keySet()::toString);
    for (CommandLine command : commands.values()) {
      String name = command.getCommandName();
      String page = Files.readString(folder.resolve("man/alrc-" + name + ".adoc"));
      for (OptionSpec option : command.getCommandSpec().options()) {
        String longest = option.longestName();
        if (!option.hidden()) {
          assertTrue(page.contains("*" + longest + "*"), name + " " + longest + "\n" + page);
          assertTrue(completion.contains("'" + longest + "'"), name + " " + longest);
        }
      }
      assertTrue(Files.readString(folder.resolve("man/alrc.adoc")).contains(name), name);
    }
    Process shell = new ProcessBuilder("bash", "-n", bash.toString()).inheritIO().start();
    assertEquals(0, shell.waitFor(), "Bash can read the completion");
  }
}
