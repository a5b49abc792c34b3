package alrc.core.codec;

import alrc.core.model.InitialWeights;
import alrc.core.model.PartialScanNet;
import alrc.core.model.SupersamplingNet;
import alrc.core.setting.Rule;
import java.util.List;
import java.util.Locale;

/** How networks are written in a study. */
final class ModelKinds {
  private static final Field WIDTH = Field.number("width", 1);

  private static final String DIGEST = "from-digest";

  /** Parameters of an earlier trial, to begin with in place of drawn ones. */
  private static final Field FROM = Field.optional("from", new FieldType.Content(DIGEST));

  /** The SHA-256 of that file; found where the study is silent, else held against the file. */
  private static final Field FROM_DIGEST = Field.optional(DIGEST, FieldType.TEXT);

  private ModelKinds() {}

  private static Field initial(String preset) {
    return Field.silent(
        "initial", new FieldType.Word(List.of("xavier", "normal"), List.of()), preset);
  }

  static List<Kind<ModelFactory>> all() {
    return List.of(
        Kind.of(
            "supersampling",
            SupersamplingNet.class,
            List.of(WIDTH, initial("xavier"), FROM, FROM_DIGEST),
            ModelKinds::supersampling),
        Kind.of(
            "partial-scan",
            PartialScanNet.class,
            List.of(WIDTH, Field.whole("size", 512, 1, 8192), initial("normal"), FROM, FROM_DIGEST),
            ModelKinds::partialScan));
  }

  private static ModelFactory supersampling(Values v) {
    SupersamplingNet checked = new SupersamplingNet(v.number("width"), 1, initial(v));
    return channels -> new SupersamplingNet(checked.width(), channels, checked.initial());
  }

  private static ModelFactory partialScan(Values v) {
    PartialScanNet net =
        new PartialScanNet(v.number("width"), Math.toIntExact(v.whole("size")), initial(v));
    return channels -> {
      Rule.require(channels == 1, "channels", channels, "must be 1 for partial scans");
      return net;
    };
  }

  private static InitialWeights initial(Values v) {
    return InitialWeights.valueOf(v.text("initial").toUpperCase(Locale.ROOT));
  }
}
