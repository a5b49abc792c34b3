package alrc.jobs.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lists the commands in {@code alrc --help} by what they are for. */
final class CommandGroups {
  private static final int INDENT = 2;
  private static final int NAME_WIDTH = 16;

  private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("Try it:", List.of("demo", "synthesize"));
    GROUPS.put("Training data:", List.of("prepare", "inspect"));
    GROUPS.put("Studies:", List.of("plan", "sweep", "status", "report", "watch", "replay"));
    GROUPS.put("Trained networks:", List.of("complete"));
  }

  private CommandGroups() {}

  static void show(CommandLine line) {
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::list);
  }

  private static String list(Help help) {
    int width = help.commandSpec().usageMessage().width();
    StringBuilder list = new StringBuilder();
    GROUPS.forEach(
        (group, names) -> {
          TextTable table =
              TextTable.forColumns(
                  help.colorScheme(),
                  new Column(NAME_WIDTH, INDENT, Overflow.SPAN),
                  new Column(width - NAME_WIDTH, 0, Overflow.WRAP));
          for (String name : names) {
            Help command = Objects.requireNonNull(help.subcommands().get(name));
            table.addRowValues(name, command.commandSpec().usageMessage().description()[0]);
          }
          list.append(String.format(Locale.ROOT, "%n%s%n", group)).append(table);
        });
    return list.toString();
  }
}
