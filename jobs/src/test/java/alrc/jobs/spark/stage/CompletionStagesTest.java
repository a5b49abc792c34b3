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
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.Recipe;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
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
      var settings = Recipe.parse(RECIPE, "recipe");
      PipelineStage[] stages = {
        new MicrographDecoder(),
        new GridCropper().setSide(64),
        new RecipeStage().setRecipe(settings),
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

  /** A row of a bad scan says why; the others are completed. */
  @Test
  void aScanThatIsNotFiniteIsRejectedAndAnUndefinedMetricIsCounted() throws Exception {
    var settings = Recipe.parse(RECIPE, "recipe");
    ScanMask mask = settings.mask().orElseThrow();
    float[] good = new float[mask.selected().length];
    for (int i = 0; i < good.length; i++) {
      good[i] = (i % 10) / 10f;
    }
    float[] broken = good.clone();
    broken[3] = Float.NaN;
    StructType schema =
        new StructType()
            .add("height", DataTypes.IntegerType)
            .add("width", DataTypes.IntegerType)
            .add("mask_id", DataTypes.StringType)
            .add("scan", DataTypes.BinaryType)
            .add("truth", DataTypes.BinaryType);
    try (SparkSession spark = session()) {
      List<Row> rows =
          List.of(
              RowFactory.create(64, 64, mask.id(), FloatPixels.bytes(good), null),
              RowFactory.create(64, 64, mask.id(), FloatPixels.bytes(broken), null),
              RowFactory.create(64, 64, mask.id(), null, null));
      List<Row> completed =
          new CompletionModel()
              .setModel("baseline:linear")
              .setRecipe(settings)
              .transform(spark.createDataFrame(rows, schema))
              .orderBy("reject")
              .selectExpr("completion IS NOT NULL", "reject")
              .collectAsList();
      assertEquals(RowFactory.create(true, null), completed.get(0));
      assertEquals(RowFactory.create(false, "no-scan: has none"), completed.get(1));
      assertEquals(
          RowFactory.create(false, "not-finite: value 3 of " + good.length + " of the scan is NaN"),
          completed.get(2));
      checkUndefined(spark);
    }
  }

  /** SSIM needs 11 pixels a side. */
  private static void checkUndefined(SparkSession spark) {
    StructType schema =
        new StructType()
            .add("target", DataTypes.BinaryType)
            .add("completion", DataTypes.BinaryType)
            .add("height", DataTypes.IntegerType)
            .add("width", DataTypes.IntegerType);
    byte[] large = FloatPixels.bytes(new float[256]);
    byte[] small = FloatPixels.bytes(new float[64]);
    Dataset<Row> pairs =
        spark.createDataFrame(
            List.of(
                RowFactory.create(large, large, 16, 16),
                RowFactory.create(small, small, 8, 8),
                RowFactory.create(large, null, 16, 16)),
            schema);
    PrintStream before = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      assertEquals(1, new PartialScanEvaluator().setMetricName("ssim").evaluate(pairs), 1e-12);
    } finally {
      System.setErr(before);
    }
    assertTrue(
        told.toString(StandardCharsets.UTF_8)
            .contains("ssim: is not defined for 1 of 2 rows; its mean is over the others"),
        told::toString);
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
