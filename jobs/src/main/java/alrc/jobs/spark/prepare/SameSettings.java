package alrc.jobs.spark.prepare;

import alrc.jobs.storage.Storage;
import alrc.settings.RecordJson;
import alrc.settings.UserMistake;
import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.ParquetRejects;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.fingerprint.Fingerprint;
import alrc.stem.prepare.Duplicates;
import alrc.stem.prepare.FrameChoice;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Refuses to extend a data set that was made with other settings. */
final class SameSettings {
  private final Storage storage;
  private final PrepareSpec spec;
  private @Nullable Duplicates unnamed;

  SameSettings(Storage storage, PrepareSpec spec) {
    this.storage = storage;
    this.spec = spec;
  }

  /**
   * Checks the facts of a part of the output.
   *
   * @throws UserMistake naming the option that differs
   */
  void check(PartFacts facts) throws IOException {
    if (facts.seed() != spec.seed()) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--seed %d: %s was prepared with seed %d; give that seed or another folder",
              spec.seed(),
              spec.output(),
              facts.seed()));
    }
    checkSplit(facts);
    checkRecipe(facts);
    DatasetLayout there = facts.layout();
    DatasetLayout asked = spec.layout();
    checkSame("--format", asked.format(), there.format());
    checkSame("--scan-layout", asked.scanLayout().label(), there.scanLayout().label());
    checkSame("--pixels", asked.pixels().label(), there.pixels().label());
  }

  private void checkRecipe(PartFacts facts) throws IOException {
    ObjectNode there = (ObjectNode) RecordJson.parse(facts.recipe());
    ObjectNode asked = (ObjectNode) RecordJson.parse(spec.settings());
    String frames = there.remove("frames").toString();
    String duplicates = there.path(PrepareSpec.DUPLICATES).asText("");
    there.remove(PrepareSpec.DUPLICATES);
    asked.remove("frames");
    for (String name : List.of(PrepareSpec.DATASET, PrepareSpec.IMAGES)) {
      checkSame("--" + name, words(asked.remove(name)), words(there.remove(name)));
    }
    asked.remove(PrepareSpec.DUPLICATES);
    checkSame(
        "--frames",
        spec.images().frames().label(),
        RecordJson.read(frames, FrameChoice.class).label());
    checkSame(
        "--duplicates",
        spec.duplicates().label(),
        duplicates.isEmpty() ? unnamedDuplicates().label() : duplicates);
    SettingsDifference.first("", there, asked)
        .ifPresent(
            difference -> {
              throw new UserMistake(
                  String.format(
                      Locale.ROOT,
                      "--recipe %s: %s was prepared with another (%s); give that or another folder",
                      spec.parsedRecipe().name(),
                      spec.output(),
                      difference));
            });
  }

  private static String words(@Nullable JsonNode setting) {
    return setting == null ? "(none)" : setting.asText();
  }

  private void checkSame(String option, String asked, String there) {
    if (!asked.equals(there)) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "%s %s: %s was prepared with %s; give that or another folder",
              option,
              asked,
              spec.output(),
              there));
    }
  }

  private void checkSplit(PartFacts facts) {
    String listing = RecordJson.parse(facts.recipe()).path("listing").asText("");
    boolean ordered = !listing.isEmpty();
    if (ordered != spec.isOrdered()) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--split %s: %s was prepared with --split %s; give that or another folder",
              spec.split(),
              spec.output(),
              ordered ? PrepareSpec.ORDERED : PrepareSpec.HASH));
    }
    if (!listing.equals(spec.listing())) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--split ordered: %s was prepared from other files, and such a set cannot be"
                  + " extended; prepare into another folder",
              spec.output()));
    }
  }

  /** The treatment of copies in parts without that fact: older versions dropped them. */
  private Duplicates unnamedDuplicates() throws IOException {
    Duplicates known = unnamed;
    if (known == null) {
      String rejects = Storage.inside(spec.output(), ParquetRejects.FILE);
      boolean dropped =
          storage.exists(rejects)
              && ParquetRejects.facts(storage.input(rejects)).sources().stream()
                  .flatMap(source -> source.rejects().stream())
                  .anyMatch(reject -> reject.reason().endsWith("duplicate"));
      known = dropped ? Duplicates.DROP : Duplicates.KEEP;
      unnamed = known;
    }
    return known;
  }

  /**
   * Checks a source that is done: under a lower limit its set would not come out again. A higher
   * one only adds.
   */
  void check(SourceFacts done) {
    for (Fingerprint frame : done.fingerprints()) {
      long pixels = (long) frame.height() * frame.width();
      if (pixels > spec.maxPixels()) {
        throw new UserMistake(
            String.format(
                Locale.ROOT,
                "--max-pixels %d: %s contains %s of %d pixels; give at least that or another"
                    + " folder",
                spec.maxPixels(),
                spec.output(),
                done.source(),
                pixels));
      }
    }
  }
}
