package alrc.jobs.spark.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.settings.SettingMistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stages in anyone's pipeline, saved and loaded, give what {@code prepare} gives. */
class StagesTest {
  @TempDir Path folder;

  @Test
  void aPipelineSavedAndLoadedGivesThePreparedBytes() throws Exception {
    Path images = folder.resolve("images");
    run("synthesize", "--count", "2", "--size", "1100", "--output", images.toString());
    Files.writeString(images.resolve("notes.txt"), "not a micrograph");
    Path out = folder.resolve("out");
    run("prepare", "--input", images.toString(), "--output", out.toString(), "--seed", "5");
    List<String> expected =
        Duck.rows(
                out,
                "SELECT source_sha256, image, frame, row, col, height, width, orientation, raw_min,"
                    + " raw_max, blank, mask_id, seed, sha256(truth), sha256(scan) FROM"
                    + " read_parquet('%s/examples/**/*.parquet')")
            .stream()
            .sorted()
            .toList();
    assertEquals(8, expected.size());

    try (SparkSession spark = session()) {
      PipelineStage[] stages = {
        new MicrographDecoder().setFrames("first"), new GridCropper(), new RecipeStage().setSeed(5)
      };
      Dataset<Row> files = spark.read().format("binaryFile").load(images.toString());
      PipelineModel fitted = new Pipeline().setStages(stages).fit(files);
      String saved = folder.resolve("pipeline").toUri().toString();
      fitted.write().overwrite().save(saved);
      PipelineModel loaded = PipelineModel.load(saved);
      assertEquals(
          5L,
          ((RecipeStage) loaded.stages()[2])
              .getOrDefault(((RecipeStage) loaded.stages()[2]).seed()));
      assertEquals(expected, rows(loaded.transform(files)));

      Dataset<Row> paths =
          spark
              .createDataset(
                  List.of(
                      images.resolve("haadf-0000.tif").toString(),
                      images.resolve("haadf-0001.tif").toString()),
                  Encoders.STRING())
              .toDF("path");
      assertEquals(expected, rows(fitted.transform(paths)));
      assertEquals(loaded.transformSchema(files.schema()), loaded.transform(files).schema());
    }
  }

  @Test
  void whatCannotBeReadIsARowThatSaysWhy() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "not a micrograph");
    try (SparkSession spark = session()) {
      Dataset<Row> paths =
          spark
              .createDataset(List.of(text.toString(), folder + "/gone.dm4"), Encoders.STRING())
              .toDF("path");
      Dataset<Row> decoded = new MicrographDecoder().transform(paths);
      List<Row> rejects = decoded.select("reject").orderBy("path").collectAsList();
      assertTrue(rejects.get(0).getString(0).startsWith("unreadable: "), rejects::toString);
      assertTrue(rejects.get(1).getString(0).startsWith("not-a-micrograph: "), rejects::toString);
      assertEquals(0, new GridCropper().transform(decoded).count());
    }
  }

  @Test
  void settingsAreCheckedAndSurviveStorage() throws Exception {
    assertThrows(SettingMistake.class, () -> new GridCropper().setSide(4));
    assertThrows(SettingMistake.class, () -> new MicrographDecoder().setFrames("some"));
    try (SparkSession spark = session()) {
      String saved = folder.resolve("cropper").toUri().toString();
      new GridCropper().setSide(64, 32).write().session(spark).save(saved);
      GridCropper loaded = GridCropper.load(saved);
      assertEquals(64, loaded.getOrDefault(loaded.side()));
      assertEquals(32, loaded.getOrDefault(loaded.stride()));
    }
  }

  private static List<String> rows(Dataset<Row> examples) {
    return examples
        .selectExpr(
            "concat_ws('|', source_sha256, image, frame, row, col, height, width, orientation,"
                + " raw_min, raw_max, blank, mask_id, seed, sha2(truth, 256), sha2(scan, 256))")
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("stages")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate();
  }

  private static void run(String... arguments) {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(0, run.status(), run::err);
  }
}
