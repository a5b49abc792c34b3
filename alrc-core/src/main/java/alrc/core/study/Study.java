package alrc.core.study;

import alrc.core.data.TrainingData;
import alrc.settings.CanonicalJson;
import alrc.settings.SettingMistake;
import alrc.settings.Words;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A grid of cells and the seeds with which each is repeated.
 *
 * @param name for people; not part of any identity
 * @param cells the points of the grid, distinct, in the order of the study's fields
 * @param seeds with which each cell is repeated
 * @param excluded how many cells of the grid the study leaves out
 */
public record Study(String name, List<Cell> cells, Seeds seeds, int excluded) {
  /** The largest grid. */
  public static final int MOST_CELLS = 100_000;

  /** The most trials. */
  public static final int MOST_TRIALS = 10_000_000;

  /** How many seeds a study has that names none: the paper's repeats. */
  public static final int PRESET_SEEDS = 10;

  private static final List<String> PRESETS =
      List.of(
          "cifar10-paper",
          "cifar10-paper-small",
          "cifar10-paper-code",
          "cifar10-paper-code-small",
          "cifar10-unstable-rates",
          "cifar10-unstable-rates-small",
          "partial-stem-paper",
          "partial-stem-paper-small");

  public Study {
    cells = List.copyOf(cells);
    refuseTwoPlaces(cells);
  }

  /**
   * The path of the data is no part of a cell's identity, so one study has one place for its data.
   */
  private static void refuseTwoPlaces(List<Cell> cells) {
    Map<String, Cell> byId = new HashMap<>();
    for (Cell cell : cells) {
      Cell other = byId.put(cell.id(), cell);
      if (other != null && !other.equals(cell)) {
        throw new SettingMistake(
            "data",
            "two entries",
            "must not differ in their path alone; a study has one place for its data, give each its"
                + " own study (for model.from: two files are equal)");
      }
    }
  }

  /**
   * Reads a study.
   *
   * @param yaml its text; JSON is YAML too
   * @param fileName for messages
   * @throws SettingMistake with one line that names file, line, field, value and rule
   */
  public static Study parse(String yaml, String fileName) {
    return new StudyText(yaml, fileName, List.of()).study();
  }

  /** Reads what {@link #canonicalJson} wrote. */
  public static Study fromJson(String json) {
    return StudyReader.fromCanonical(json);
  }

  /** Reads what {@link #canonicalJson} wrote. */
  public static Study fromJson(ObjectNode json) {
    return StudyReader.fromCanonical(json);
  }

  /** The names of the studies that ship with the program. */
  public static List<String> presetNames() {
    return PRESETS;
  }

  /** A study that ships with the program. */
  public static Study preset(String name) {
    return parse(presetText(name), name + ".yaml");
  }

  /** The text of a study that ships with the program, to start one's own from. */
  public static String presetText(String name) {
    if (!PRESETS.contains(name)) {
      throw new SettingMistake(
          "preset", "'" + name + "'", "is not known; " + Words.suggestion(name, PRESETS));
    }
    try (InputStream text = Study.class.getResourceAsStream(name + ".yaml")) {
      if (text == null) {
        throw new IllegalStateException("the program lacks its own preset " + name);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the program cannot read its own preset " + name, e);
    }
  }

  /** The study as understood: all presets filled in, every cell, one form for equal studies. */
  public String canonicalJson() {
    return StudyReader.canonical(this);
  }

  /**
   * The same study with every data path replaced, for example by an absolute one; identities stay.
   */
  public Study withDataPaths(UnaryOperator<String> change) {
    return withCells(cell -> cell.withPaths(change));
  }

  /**
   * The same study with the digests of the files that its trials begin with.
   *
   * @param digest of the file that a cell names; null where it names none
   */
  public Study withStarts(Function<Cell, @Nullable String> digest) {
    return withCells(cell -> cell.withFromDigest(digest.apply(cell)));
  }

  private Study withCells(UnaryOperator<Cell> change) {
    return new Study(name, cells.stream().map(change).toList(), seeds, excluded);
  }

  /** What the cells train on: usually one entry. */
  public List<TrainingData> data() {
    return cells.stream().map(Cell::trainingData).distinct().toList();
  }

  /**
   * Every cell with its first seeds, cell by cell; {@link SeedPlan} says what more it asks for.
   *
   * @param digest the digest of the examples that a description of data leads to
   */
  public List<Trial> trials(Function<TrainingData, String> digest) {
    Map<TrainingData, String> known = new LinkedHashMap<>();
    List<Trial> trials = new ArrayList<>(cells.size() * seeds.first().size());
    for (Cell cell : cells) {
      String dataDigest = known.computeIfAbsent(cell.trainingData(), digest);
      trials.addAll(Trial.of(cell, seeds.first(), dataDigest));
    }
    return trials;
  }

  @Override
  public String toString() {
    return CanonicalJson.write(name)
        + ": "
        + cells.size()
        + " cells × "
        + seeds.first().size()
        + " seeds";
  }
}
