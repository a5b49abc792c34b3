package alrc.jobs.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import alrc.core.data.Augmentation;
import alrc.core.data.SupersamplingBatches;
import alrc.core.data.SyntheticImages;
import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.core.train.ComputeDevice;
import alrc.core.train.NumericPlatform;
import alrc.core.train.TrainingLoop;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What underflows between layers is in the row of a trial, by the names of the layers. */
class UnderflowColumnTest {
  private static @Nullable Object column(String more) {
    String yaml =
        "study: s\ndata: synthetic\nmodel: {kind: supersampling, width: 0.03125}\n"
            + "loss: {kind: squared, scale: 1e-5}\niterations: 3\n"
            + more;
    Trial trial = Study.parse(yaml, "s.yaml").trials(data -> "d").get(0);
    Outcome outcome =
        TrainingLoop.run(
            trial.cell().settings(),
            trial.seed(),
            new SupersamplingBatches(new SyntheticImages(9, 1, 0), Augmentation.flipOnly()),
            RecordSink.NONE,
            ComputeDevice.CPU);
    NumericPlatform platform = NumericPlatform.of(ComputeDevice.CPU);
    TrialRows.Circumstances where =
        new TrialRows.Circumstances("s", 1, 1, 0, "cpu", platform, 1_790_000_000_000L, 9, "h");
    return TrialRows.entry(trial, outcome, where).summary().get("underflow");
  }

  @Test
  void fractionsHaveTheNamesOfTheirLayers() throws Exception {
    assertNull(column(""));
    JsonNode fractions =
        new ObjectMapper().readTree(String.valueOf(column("precision: float16\n")));
    List<String> names = new ArrayList<>();
    fractions.fieldNames().forEachRemaining(names::add);
    assertEquals(
        List.of("first", "narrow", "residual1", "residual2", "residual3", "widen"),
        names.stream().sorted().toList());
    for (JsonNode fraction : fractions) {
      assertEquals(0.5, fraction.asDouble(), 0.5);
    }
  }
}
