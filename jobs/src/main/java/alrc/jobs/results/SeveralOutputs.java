package alrc.jobs.results;

import alrc.core.study.SeedPlan;
import alrc.jobs.ledger.GivenUp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Several outputs as one study, of which each cell has its output as a setting. */
public final class SeveralOutputs {
  private SeveralOutputs() {}

  /**
   * Joins the results of outputs.
   *
   * @param each at least one, each with one output
   */
  public static StudyResults of(List<StudyResults> each) {
    if (each.size() == 1) {
      return each.get(0);
    }
    List<String> names = names(each);
    List<CellResult> cells = new ArrayList<>();
    List<Compared> compared = new ArrayList<>();
    List<SeedPlan.Standing> standings = new ArrayList<>();
    List<GivenUp> givenUp = new ArrayList<>();
    List<SweepOutput> outputs = new ArrayList<>();
    for (int i = 0; i < each.size(); i++) {
      StudyResults results = each.get(i);
      Map<String, CellResult> named = new HashMap<>();
      for (CellResult cell : results.cells()) {
        CellResult own = in(names.get(i), cell);
        named.put(cell.cellId(), own);
        cells.add(own);
      }
      for (Compared pair : results.compared()) {
        compared.add(
            new Compared(
                Objects.requireNonNull(named.get(pair.cell().cellId())),
                Objects.requireNonNull(named.get(pair.baseline().cellId()))));
      }
      standings.addAll(results.standings());
      givenUp.addAll(results.givenUp());
      outputs.add(results.outputs().get(0).named(names.get(i)));
    }
    String study =
        each.stream().map(StudyResults::study).distinct().collect(Collectors.joining(" and "));
    return new StudyResults(study, cells, compared, standings, givenUp, outputs);
  }

  private static CellResult in(String output, CellResult cell) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put(CellResult.OUTPUT, output);
    settings.putAll(cell.settings());
    return cell.withSettings(settings);
  }

  /** The last piece of each address, or the whole address where that is not enough. */
  private static List<String> names(List<StudyResults> each) {
    List<String> addresses = each.stream().map(one -> one.outputs().get(0).address()).toList();
    List<String> last =
        addresses.stream()
            .map(address -> address.replaceFirst("/+$", ""))
            .map(address -> address.substring(address.lastIndexOf('/') + 1))
            .toList();
    Set<String> distinct = new HashSet<>(last);
    return distinct.size() == last.size() ? last : addresses;
  }
}
