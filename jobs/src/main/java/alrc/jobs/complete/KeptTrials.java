package alrc.jobs.complete;

import alrc.core.study.SeedPlan;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.Recorded;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The networks that a sweep kept. The best is chosen among the trials that the study asks for; any
 * other is used if its id is given.
 */
public final class KeptTrials {
  private static final String TRIAL = "trial_id";
  private static final String CELL = "cell_id";
  private static final String TRAINED_AS = "trained_as";

  /** The trial whose parameters are meant; no column of the ledger. */
  private static final String NETWORK = "network";

  private static final String EVALUATED = "eval_rmse";
  private static final String FINAL = "final_mean";

  private final SweepFolder folder;
  private final String sweep;

  /**
   * Which trial.
   *
   * @param trial its id, or a beginning of it; empty for the best
   * @param cell the cell of which the best trial is meant, or a beginning of its id; empty for any
   */
  public record Choice(String trial, String cell) {
    /** The best of all. */
    public static final Choice BEST = new Choice("", "");

    /** Refuses a choice where there is nothing to choose from. */
    void refuse(String model, String what) {
      String option = trial.isEmpty() ? "--cell " + cell : "--trial " + trial;
      if (!trial.isEmpty() || !cell.isEmpty()) {
        throw new UserMistake(option + ": --model " + model + " is " + what + "; leave it out");
      }
    }
  }

  KeptTrials(Storage storage, String sweep) {
    this.folder = new SweepFolder(storage, sweep);
    this.sweep = sweep;
  }

  /**
   * The file of a trial's parameters.
   *
   * @throws UserMistake if the folder is no sweep, kept none, or the choice is not clear
   */
  String file(Choice choice) throws IOException {
    Ledger ledger = new Ledger(folder);
    if (!ledger.hasStudy()) {
      throw new UserMistake(
          "--model " + sweep + ": contains no study.json; give a file, or the output of a sweep");
    }
    Recorded recorded = ledger.recorded();
    List<Map<String, Object>> kept = kept(recorded);
    if (kept.isEmpty()) {
      throw new UserMistake(
          "--model "
              + sweep
              + ": kept no networks; give the study 'models: final' and sweep again");
    }
    List<Map<String, Object>> choosable =
        choice.trial().isEmpty() ? asked(kept, ledger.study().asked(recorded)) : kept;
    List<Map<String, Object>> meant = meant(choosable, choice);
    String id = text(choice.trial().isEmpty() ? best(meant) : meant.get(0), NETWORK);
    return folder.storage().absolute(folder.model(id));
  }

  /** The trials whose network is kept, which of a twin is that of the trial that was trained. */
  private List<Map<String, Object>> kept(Recorded recorded) throws IOException {
    Set<String> networks = folder.kept();
    List<Map<String, Object>> kept = new ArrayList<>();
    for (Map<String, Object> row : recorded.summaries(List.copyOf(recorded.finished()))) {
      String own = text(row, TRIAL);
      String network = networks.contains(own) ? own : text(row, TRAINED_AS);
      if (networks.contains(network)) {
        Map<String, Object> named = new LinkedHashMap<>(row);
        named.put(NETWORK, network);
        kept.add(named);
      }
    }
    return kept;
  }

  /** Those that the study still asks for. */
  private List<Map<String, Object>> asked(List<Map<String, Object>> kept, SeedPlan.Asked asked) {
    Set<String> ids = new HashSet<>();
    asked.trials().forEach(trial -> ids.add(trial.id()));
    List<Map<String, Object>> still =
        kept.stream().filter(row -> ids.contains(text(row, TRIAL))).toList();
    if (still.isEmpty()) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--model %s: the study no longer asks for any of the %d trials whose networks are"
                  + " kept; give --trial (%s)",
              sweep,
              kept.size(),
              names(kept, TRIAL)));
    }
    return still;
  }

  private List<Map<String, Object>> meant(List<Map<String, Object>> kept, Choice choice) {
    boolean one = !choice.trial().isEmpty();
    String column = one ? TRIAL : CELL;
    String wanted = one ? choice.trial() : choice.cell();
    List<Map<String, Object>> meant =
        kept.stream().filter(row -> text(row, column).startsWith(wanted)).toList();
    long networks = meant.stream().map(row -> text(row, NETWORK)).distinct().count();
    if (meant.isEmpty() || (one && networks > 1)) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "%s %s: %d of the %d kept networks of %s have an id that begins so; there are %s",
              one ? "--trial" : "--cell",
              wanted,
              meant.size(),
              kept.size(),
              sweep,
              names(kept, column)));
    }
    return meant;
  }

  private static String names(List<Map<String, Object>> rows, String column) {
    List<String> names = rows.stream().map(row -> text(row, column)).distinct().sorted().toList();
    return String.join(", ", names.subList(0, Math.min(8, names.size())))
        + (names.size() > 8 ? ", …" : "");
  }

  /** By the evaluated RMSE, or by the final error where all have the same loss. */
  private Map<String, Object> best(List<Map<String, Object>> rows) {
    boolean evaluated = rows.stream().allMatch(row -> row.get(EVALUATED) instanceof Double);
    long losses = rows.stream().map(row -> String.valueOf(row.get("loss"))).distinct().count();
    if (!evaluated && losses > 1) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--model %s: kept %d networks of %d losses, whose training errors cannot be"
                  + " compared; give --trial or --cell (%s)",
              sweep,
              rows.size(),
              losses,
              names(rows, CELL)));
    }
    String column = evaluated ? EVALUATED : FINAL;
    return rows.stream()
        .min(
            Comparator.comparingDouble((Map<String, Object> row) -> number(row, column))
                .thenComparing(row -> text(row, TRIAL)))
        .orElseThrow();
  }

  private static double number(Map<String, Object> row, String column) {
    return row.get(column) instanceof Double number && !number.isNaN()
        ? number
        : Double.POSITIVE_INFINITY;
  }

  private static String text(Map<String, Object> row, String column) {
    return Objects.toString(row.get(column), "");
  }
}
