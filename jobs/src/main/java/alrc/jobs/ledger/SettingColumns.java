package alrc.jobs.ledger;

import alrc.core.study.Cell;
import alrc.settings.SettingsWriter.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a cell's settings. Every setting that no column reads is in {@code
 * other_settings}, unless it has its preset value: two cells of different ids have different rows.
 */
public final class SettingColumns {
  private static final Set<String> LIMITED = Set.of("alrc", "skip");
  private static final Set<String> ALRC = Set.of("alrc");
  private static final Set<String> ANY = Set.of();

  /** Reads one setting of a cell, and says which one. */
  private record Setting(
      String name,
      ColumnType type,
      String section,
      Set<String> kinds,
      String field,
      String meaning) {
    Column<CellSettings> column() {
      return new Column<>(name, type, meaning, cell -> cell.take(section, kinds, field));
    }
  }

  private static final List<Setting> SETTINGS =
      List.of(
          text("model", "model", ANY, "kind", "The kind of network."),
          number("width", "model", ANY, "width", "The width multiplier of the network."),
          text("data", "data", ANY, "kind", "The kind of data."),
          text("loss", "loss", ANY, "kind", "The kind of loss."),
          number("loss_scale", "loss", ANY, "scale", "The factor of the loss."),
          number("loss_power", "loss", Set.of("power"), "power", "The exponent, of loss `power`."),
          text("rule", "rule", ANY, "kind", "The loss rule; of a chain its rules, joined by `+`."),
          number(
              "deviations",
              "rule",
              LIMITED,
              "deviations",
              "The threshold n of `alrc` or `skip`; ∞ is off."),
          number(
              "decay",
              "rule",
              LIMITED,
              "decay",
              "The decay of their moments; null where ALRC's two differ."),
          text("moments", "rule", ALRC, "moments", "Which losses update ALRC's moments."),
          text(
              "start",
              "rule",
              LIMITED,
              "start",
              "Where the moments begin: `measured`, or given moments as JSON."),
          text("update", "rule", ALRC, "update", "How ALRC's moments follow the losses."),
          text("sides", "rule", ALRC, "sides", "Which losses ALRC clips."),
          text("per", "rule", ALRC, "per", "What counts as one loss for ALRC."),
          number("huber", "rule", Set.of("huber"), "threshold", "The threshold of `huber`."),
          text(
              "gradient",
              "gradient",
              ANY,
              "kind",
              "The gradient rules in order, joined by `+`; `none` without."),
          new Setting("batch", ColumnType.INT, "batch", ANY, "", "Examples per iteration."),
          text("optimizer", "optimizer", ANY, "kind", "The kind of optimizer."),
          number("rate", "optimizer", ANY, "rate", "The learning rate with which it starts."),
          number("beta1", "optimizer", ANY, "beta1", "β1 of the optimizer."),
          number("beta2", "optimizer", ANY, "beta2", "β2 of the optimizer."),
          number("momentum", "optimizer", ANY, "momentum", "The momentum of the optimizer."),
          number("weight_decay", "optimizer", ANY, "weight-decay", "λ of weight decay; 0 is none."),
          text("schedule", "schedule", ANY, "kind", "The schedule of the learning rate."),
          text("beta1_schedule", "beta1", ANY, "kind", "The schedule of β1."),
          new Setting("iterations", ColumnType.LONG, "iterations", ANY, "", "Optimizer steps."),
          text("kernel_form", "kernel", ANY, "", "How convolutions are computed."),
          text(
              "eval_split",
              "evaluate",
              ANY,
              "split",
              "The split that it is scored on; null where the study evaluates nothing."));

  private static final Column<CellSettings> OTHER =
      new Column<>(
          "other_settings",
          ColumnType.TEXT,
          "Every setting that no column has and that is not at its preset, as JSON.",
          SettingColumns::others);

  /** All, in the order of the table. */
  static final List<Column<CellSettings>> ALL =
      Stream.concat(SETTINGS.stream().map(Setting::column), Stream.of(OTHER)).toList();

  private SettingColumns() {}

  private static Setting text(
      String name, String section, Set<String> kinds, String field, String meaning) {
    return new Setting(name, ColumnType.TEXT, section, kinds, field, meaning);
  }

  private static Setting number(
      String name, String section, Set<String> kinds, String field, String meaning) {
    return new Setting(name, ColumnType.DOUBLE, section, kinds, field, meaning);
  }

  /** What is left of a cell's settings when every column has read its own. */
  private static @Nullable String others(CellSettings cell) {
    SETTINGS.forEach(setting -> cell.take(setting.section(), setting.kinds(), setting.field()));
    return cell.others();
  }

  /** The names of the columns, in the order of the table. */
  public static List<String> names() {
    return ALL.stream().map(Column::name).toList();
  }

  /** The settings of a cell by column name; absent where one does not apply. */
  public static Map<String, Object> row(Cell cell) {
    return Column.row(ALL, new CellSettings(cell.tree(Form.FULL), cell.tree(Form.CHANGED)));
  }
}
