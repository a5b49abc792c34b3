package alrc.jobs.cli;

import java.nio.file.Path;

/** Prints files of settings so that editors check and complete the copies. */
final class SchemaLine {
  private SchemaLine() {}

  /**
   * Prints a file; its first line names the JSON Schema.
   *
   * @param kind of the file, as in {@code docs/schema/KIND.schema.json}
   */
  static void print(String kind, String text) {
    Path home = Path.of(System.getProperty("alrc.home", ""));
    Path schema = home.resolve("docs/schema/" + kind + ".schema.json");
    System.out.println("# yaml-language-server: $schema=" + schema);
    text.lines().forEach(System.out::println);
  }
}
