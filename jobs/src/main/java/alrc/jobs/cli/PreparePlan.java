package alrc.jobs.cli;

import alrc.jobs.card.Card;
import alrc.jobs.card.RejectReason;
import alrc.jobs.cli.option.JsonLine;
import alrc.jobs.spark.prepare.PrepareSpec;
import alrc.jobs.storage.FoundFile;
import alrc.jobs.storage.InputFailure;
import alrc.jobs.storage.InputSource;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import alrc.stem.dataset.HashSplit;
import alrc.stem.dataset.OrderedSplit;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.Split;
import alrc.stem.prepare.ImageChoice;
import alrc.stem.prepare.SourcePlan;
import alrc.stem.prepare.SourcePreparation;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code prepare --dry-run}: what would be made, without decoding a pixel. */
final class PreparePlan {
  private final Recipe recipe;
  private final ImageChoice choice;
  private final long maxPixels;
  private final String split;
  private final JsonLine json;
  private final Map<Split, Long> splits = new EnumMap<>(Split.class);
  private final List<Reject> rejects = new ArrayList<>();
  private long images;
  private long imagesUsed;
  private long crops;

  PreparePlan(Recipe recipe, ImageChoice choice, long maxPixels, String split, JsonLine json) {
    this.recipe = recipe;
    this.choice = choice;
    this.maxPixels = maxPixels;
    this.split = split;
    this.json = json;
  }

  int ofFiles(Storage storage, List<FoundFile> files) throws IOException {
    SourcePreparation preparation =
        new SourcePreparation(recipe, 0, choice, maxPixels, new HashSplit(0));
    for (int i = 0; i < files.size(); i++) {
      FoundFile file = files.get(i);
      try (SeekableSource source = InputSource.open(storage, file)) {
        SourcePlan plan = preparation.plan(source, file.source());
        images += plan.images();
        imagesUsed += plan.imagesUsed();
        rejects.addAll(plan.rejects());
        add(plan.crops(), i, files.size());
      } catch (UnreadableImageException | InputFailure rejected) {
        String reason = reason(rejected);
        rejects.add(
            Reject.file(file.source(), "open", reason, String.valueOf(rejected.getMessage())));
      } catch (RuntimeException | Error failed) {
        String detail = SourcePreparation.failure(failed);
        rejects.add(Reject.file(file.source(), "open", Reject.FAILED, detail));
      }
    }
    return print();
  }

  private static String reason(Exception rejected) {
    return rejected instanceof UnreadableImageException unreadable
        ? unreadable.kind().reason()
        : "unreadable";
  }

  int ofShapes(Storage storage, String csv, boolean dryRun) throws IOException {
    if (!dryRun) {
      throw new UserMistake("--shapes " + csv + ": needs --dry-run; a table has no pixels");
    }
    if (!choice.equals(ImageChoice.of(choice.frames()))) {
      throw new UserMistake(
          "--shapes "
              + csv
              + ": a table has neither titles nor arrays; leave out --dataset and"
              + " --images");
    }
    if (!storage.exists(csv) || storage.isFolder(csv)) {
      throw new UserMistake("--shapes " + csv + ": no such file");
    }
    List<ShapeTable.Shape> shapes = ShapeTable.read(csv, storage.readText(csv));
    for (ShapeTable.Shape shape : shapes) {
      long here = recipe.examples(shape.height(), shape.width());
      images++;
      imagesUsed += here > 0 ? 1 : 0;
      add(here, images - 1, shapes.size());
    }
    return print();
  }

  private void add(long more, long place, long files) {
    crops += more;
    splits.merge(OrderedSplit.of(place, files), more, Long::sum);
  }

  private int print() {
    System.out.printf(Locale.ROOT, "%d images, %d used: %d crops%n", images, imagesUsed, crops);
    List<String> lines = RejectLines.of(RejectReason.of(rejects));
    if (!lines.isEmpty()) {
      System.out.println("would be " + lines.get(0));
      lines.stream().skip(1).forEach(System.out::println);
      System.out.println("without --dry-run, " + Card.FILE + " in the output shows them too");
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("images", images);
    facts.put("images_used", imagesUsed);
    facts.put("crops", crops);
    if (split.equals(PrepareSpec.ORDERED)) {
      Map<String, Long> labelled = new LinkedHashMap<>();
      for (Split each : Split.values()) {
        labelled.put(each.label(), splits.getOrDefault(each, 0L));
      }
      System.out.println("crops by split, in the order of the files, copies included: " + labelled);
      facts.put("splits", labelled);
    } else {
      System.out.println(
          "split by content, about 75 : 10 : 15; copies of an image share its split");
    }
    json.print(facts);
    return Main.DONE;
  }
}
