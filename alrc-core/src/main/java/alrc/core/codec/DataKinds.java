package alrc.core.codec;

import alrc.core.data.Augmentation;
import alrc.core.data.DataSpec;
import java.util.ArrayList;
import java.util.List;

/** How training data are written in a study. */
final class DataKinds {
  private static final Field PATH = Field.required("path", FieldType.LOCATION);
  private static final Field SEED = Field.whole("seed", 0, 0, Long.MAX_VALUE);

  private DataKinds() {}

  static List<Kind<DataSpec>> all() {
    return List.of(
        Kind.of(
            "cifar10",
            DataSpec.Cifar10.class,
            fields(Augmentation.cifar10(), PATH),
            v -> new DataSpec.Cifar10(v.text("path"), augmentation(v))),
        Kind.of(
            "prepared",
            DataSpec.Prepared.class,
            fields(
                Augmentation.flipOnly(),
                PATH,
                Field.word("split", List.of("train", "validation", "test"), List.of()),
                Field.whole("windows", 10_000, 1, 10_000_000),
                SEED),
            DataKinds::prepared),
        Kind.of(
            "synthetic",
            DataSpec.Synthetic.class,
            fields(
                Augmentation.flipOnly(),
                Field.whole("images", 1_000, 1, 10_000_000),
                Field.whole("channels", 1, 1, 16),
                SEED),
            DataKinds::synthetic));
  }

  private static DataSpec prepared(Values v) {
    return new DataSpec.Prepared(
        v.text("path"),
        v.text("split"),
        Math.toIntExact(v.whole("windows")),
        v.whole("seed"),
        augmentation(v));
  }

  private static DataSpec synthetic(Values v) {
    return new DataSpec.Synthetic(
        Math.toIntExact(v.whole("images")),
        Math.toIntExact(v.whole("channels")),
        v.whole("seed"),
        augmentation(v));
  }

  private static List<Field> fields(Augmentation preset, Field... own) {
    List<Field> fields = new ArrayList<>(List.of(own));
    boolean flips = preset.flip() == Augmentation.Flip.LEFT_RIGHT;
    fields.add(Field.preset("flip", FieldType.FLAG, flips));
    fields.add(Field.number("brightness", preset.brightness()));
    fields.add(Field.preset("contrast", FieldType.NUMBERS, preset.contrast()));
    return fields;
  }

  private static Augmentation augmentation(Values v) {
    Augmentation.Flip flip = v.flag("flip") ? Augmentation.Flip.LEFT_RIGHT : Augmentation.Flip.NONE;
    return new Augmentation(flip, v.number("brightness"), v.numbers("contrast"));
  }
}
