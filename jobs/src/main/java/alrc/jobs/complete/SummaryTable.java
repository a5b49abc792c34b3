package alrc.jobs.complete;

import alrc.core.metric.Metrics;
import alrc.jobs.page.Csv;
import alrc.jobs.page.Table;
import alrc.jobs.page.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The summary of completions: as {@code summary.csv}, and as tables of a page. */
final class SummaryTable {
  /** The file's name. */
  static final String FILE = "summary.csv";

  private SummaryTable() {}

  /** The text of the file: a row per group, in full precision. */
  static String csv(List<Group> groups) {
    List<String> header = new ArrayList<>(List.of("group", "name", "images", "scored"));
    Metrics.names().forEach(name -> addTo(header, name));
    addTo(header, "baseline_rmse");
    addTo(header, "baseline_ssim");
    addTo(header, "rmse_difference");
    header.addAll(List.of("better", "baseline", "best_baseline_rmse"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Group group : groups) {
      rows.add(row(group));
    }
    return Csv.text(header, rows);
  }

  private static void addTo(List<String> header, String name) {
    header.addAll(List.of(name, name + "_low", name + "_high"));
  }

  private static List<@Nullable Object> row(Group group) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(group.by());
    row.add(group.name());
    row.add(group.images().size());
    row.add(group.scored());
    Metrics.names().forEach(name -> add(row, group.metric(name)));
    add(row, group.mean(Scored::baselineRmse));
    add(row, group.mean(Scored::baselineSsim));
    Optional<Group.Mean> difference = group.mean(Group::difference);
    add(row, difference);
    row.add(difference.isPresent() ? (Object) group.better() : null);
    Optional<Map.Entry<String, Group.Mean>> best =
        group.baselines().entrySet().stream().findFirst();
    row.add(best.map(Map.Entry::getKey).orElse(null));
    row.add(best.map(entry -> entry.getValue().value()).orElse(null));
    return row;
  }

  private static void add(List<@Nullable Object> row, Optional<Group.Mean> mean) {
    row.add(mean.map(Group.Mean::value).orElse(null));
    row.add(mean.flatMap(Group.Mean::interval).map(ends -> (Object) ends.low()).orElse(null));
    row.add(mean.flatMap(Group.Mean::interval).map(ends -> (Object) ends.high()).orElse(null));
  }

  /** Groups of a kind for people. */
  static Table table(String caption, String heading, List<Group> groups) {
    boolean compared = groups.stream().anyMatch(g -> g.mean(Group::difference).isPresent());
    List<TableColumn> columns =
        new ArrayList<>(
            List.of(
                TableColumn.text(heading),
                TableColumn.number("images"),
                TableColumn.number("RMSE"),
                TableColumn.number("SSIM")));
    if (compared) {
      for (String name : List.of("best baseline's RMSE", "its SSIM", "difference", "better")) {
        columns.add(TableColumn.number(name));
      }
    }
    List<List<String>> rows = new ArrayList<>();
    groups.forEach(group -> rows.add(shown(group, compared)));
    return new Table(caption, columns, rows);
  }

  private static List<String> shown(Group group, boolean compared) {
    List<String> row =
        new ArrayList<>(
            List.of(
                group.by().equals("coverage") ? percent(group.name()) : group.name(),
                "" + group.images().size(),
                words(group.metric("rmse"), 4),
                words(group.metric("ssim"), 3)));
    if (compared) {
      Optional<Group.Mean> difference = group.mean(Group::difference);
      row.add(words(group.mean(Scored::baselineRmse), 4));
      row.add(words(group.mean(Scored::baselineSsim), 3));
      row.add(words(difference, 4));
      row.add(difference.map(mean -> group.better() + " of " + mean.images()).orElse("–"));
    }
    return row;
  }

  /** Every baseline for people, the best first. */
  static Table baselines(Group all) {
    List<List<String>> rows = new ArrayList<>();
    all.baselines().forEach((name, mean) -> rows.add(List.of(name, words(Optional.of(mean), 4))));
    return new Table(
        "The baselines one by one: mean RMSE over images ± half its 95 % interval",
        List.of(TableColumn.name("baseline"), TableColumn.number("RMSE")), rows);
  }

  private static String percent(String fraction) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * Double.parseDouble(fraction));
  }

  static String words(Optional<Group.Mean> mean, int digits) {
    if (mean.isEmpty()) {
      return "–";
    }
    String value = number(mean.get().value(), digits);
    return mean.get()
        .interval()
        .map(ends -> value + " ± " + number((ends.high() - ends.low()) / 2, digits))
        .orElse(value);
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value).replace('-', '\u2212');
  }
}
