package alrc.jobs.spark.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.complete.LoadedModels;
import alrc.jobs.complete.ScriptFile;
import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.settings.RecordJson;
import alrc.settings.SettingMistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decode → crop → recipe → complete → evaluate in one pipeline gives what the commands give. */
class CompletionStagesTest {
  private static final String RECIPE =
      """
      name: small
      crop: {kind: grid, side: 64, stride: 64}
      steps:
        - rescale-min-max
        - {kind: partial-scan, path: {kind: spiral, coverage: 0.1}}
      """;

  @TempDir Path folder;

  @Test
  void aPipelineSavedAndLoadedCompletesAndEvaluatesAsTheCommandDoes() throws Exception {
    String images = folder.resolve("images").toString();
    String data = folder.resolve("data").toString();
    String out = folder.resolve("out").toString();
    Path recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
    Path network =
        ScriptFile.write(
            folder.resolve("network.pt"),
            "Tensor",
            "torch.sub(torch.mul(torch.slice(x, 1, 0, 1, 1), 2), torch.slice(x, 1, 1, 2, 1))");
    run("synthesize", "--count", "3", "--size", "128", "--output", images);
    run("prepare", "--input", images, "--output", data, "--recipe", recipe.toString());
    run(
        "complete",
        "--model",
        network.toString(),
        "--data",
        data,
        "--output",
        out,
        "--split",
        "train,validation,test",
        "--baselines",
        "none");
    var metrics =
        RecordJson.parse(Files.readString(folder.resolve("out/manifest.json"))).get("metrics");
    List<String> expected =
        Duck.rows(
            folder.resolve("out"),
            "SELECT sha256(completion) FROM read_parquet('%s/completions/*.parquet') ORDER BY 1");
    assertEquals(12, expected.size());

    try (SparkSession spark = session()) {
      var settings = alrc.stem.transform.Recipe.parse(RECIPE, "recipe");
      PipelineStage[] stages = {
        new MicrographDecoder(),
        new GridCropper().setSide(64),
        new Recipe().setRecipe(settings),
        new CompletionModel().setModel(network.toString()).setRecipe(settings).setBatch(4)
      };
      Dataset<Row> files = spark.read().format("binaryFile").load(images);
      PipelineModel fitted = new Pipeline().setStages(stages).fit(files);
      String saved = folder.resolve("pipeline").toUri().toString();
      fitted.write().overwrite().save(saved);
      long before = LoadedModels.loads();
      Dataset<Row> completed = PipelineModel.load(saved).transform(files).cache();
      List<String> found =
          completed
              .selectExpr("sha2(completion, 256) AS sha")
              .orderBy("sha")
              .collectAsList()
              .stream()
              .map(row -> row.getString(0))
              .toList();
      assertEquals(expected, found);
      assertTrue(LoadedModels.loads() - before <= 1, "loads in one process");
      for (String metric : List.of("rmse", "ssim")) {
        PartialScanEvaluator evaluator = new PartialScanEvaluator().setMetricName(metric);
        assertEquals(metrics.get(metric).asDouble(), evaluator.evaluate(completed), 1e-12);
      }
      assertEquals(completed.schema(), PipelineModel.load(saved).transformSchema(files.schema()));
    }
  }

  @Test
  void settingsAreCheckedAndSurviveStorage() throws Exception {
    assertThrows(SettingMistake.class, () -> new PartialScanEvaluator().setMetricName("rsme"));
    assertThrows(SettingMistake.class, () -> new CompletionModel().setBatch(0));
    assertFalse(new PartialScanEvaluator().isLargerBetter());
    try (SparkSession spark = session()) {
      String saved = folder.resolve("evaluator").toUri().toString();
      new PartialScanEvaluator().setMetricName("psnr").write().session(spark).save(saved);
      PartialScanEvaluator loaded = PartialScanEvaluator.load(saved);
      assertEquals("psnr", loaded.getOrDefault(loaded.metricName()));
      assertTrue(loaded.isLargerBetter());
      String model = folder.resolve("model").toUri().toString();
      new CompletionModel()
          .setModel("baseline:linear")
          .setBatch(7)
          .write()
          .session(spark)
          .save(model);
      CompletionModel back = CompletionModel.load(model);
      assertEquals("baseline:linear", back.getOrDefault(back.model()));
      assertEquals(7, back.getOrDefault(back.batch()));
    }
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
