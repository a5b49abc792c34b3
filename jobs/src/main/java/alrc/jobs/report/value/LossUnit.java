package alrc.jobs.report.value;

import alrc.jobs.results.CellResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The unit of a training error, which is that of its loss; p is predicted, t the target. */
public final class LossUnit {
  private LossUnit() {}

  /** The unit of a cell's errors, such as {@code quartic: (p − t)⁴}. */
  public static String of(CellResult cell) {
    Map<String, Object> settings = cell.settings();
    String loss = Labels.value(settings.get("loss"));
    String formula =
        switch (loss) {
          case "squared" -> "(p − t)²";
          case "quartic" -> "(p − t)⁴";
          case "absolute" -> "|p − t|";
          case "charbonnier" -> "√((p − t)² + ε²) − ε";
          case "power" -> "|p − t|^" + Labels.value(settings.get("loss_power"));
          default -> "";
        };
    if (formula.isEmpty()) {
      return loss;
    }
    boolean scaled = settings.get("loss_scale") instanceof Double scale && scale != 1;
    return loss
        + ": "
        + (scaled ? Labels.value(settings.get("loss_scale")) + " × " : "")
        + (scaled && formula.startsWith("√") ? "(" + formula + ")" : formula);
  }

  /** A quantity with the unit of some cells, such as {@code final error, squared: (p − t)²}. */
  public static String named(String quantity, List<CellResult> cells) {
    List<String> units =
        cells.stream()
            .filter(cell -> cell.settings().containsKey("loss"))
            .map(LossUnit::of)
            .distinct()
            .toList();
    return switch (units.size()) {
      case 0 -> quantity;
      case 1 -> quantity + ", " + units.get(0);
      default ->
          units.stream()
              .map(unit -> unit.replace(": ", " "))
              .collect(Collectors.joining(", ", quantity + ", each in the unit of its loss: ", ""));
    };
  }
}
