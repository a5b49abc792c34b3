package alrc.core.codec;

import alrc.core.schedule.Constant;
import alrc.core.schedule.Cosine;
import alrc.core.schedule.ExponentialDecay;
import alrc.core.schedule.LinearDecay;
import alrc.core.schedule.Piecewise;
import alrc.core.schedule.Sawtooth;
import alrc.core.schedule.Schedule;
import alrc.core.schedule.SteppedDecay;
import alrc.core.schedule.Warmup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * How schedules are written in a study. Each begins with the optimizer's own value, of the rate or
 * of β1, and may have a linear warm-up in front.
 */
final class ScheduleKinds {
  private static final long MOST = 1_000_000_000_000L;

  private ScheduleKinds() {}

  static List<Kind<ScheduleFactory>> all() {
    return List.of(
        kind("constant", Constant.class, (v, own) -> new Constant(own)),
        kind(
            "piecewise",
            Piecewise.class,
            (v, own) -> new Piecewise(v.wholes("at"), v.numbers("rates")),
            Field.required("at", FieldType.WHOLES),
            Field.required("rates", FieldType.NUMBERS)),
        kind(
            "exponential",
            ExponentialDecay.class,
            (v, own) -> new ExponentialDecay(own, v.number("factor"), v.whole("every")),
            Field.required("factor", FieldType.NUMBER),
            steps("every")),
        kind(
            "linear",
            LinearDecay.class,
            (v, own) -> new LinearDecay(own, v.number("end"), v.whole("from"), v.whole("until")),
            Field.number("end", 0),
            Field.whole("from", 0, 0, MOST),
            steps("until")),
        kind(
            "stepped",
            SteppedDecay.class,
            ScheduleKinds::stepped,
            Field.number("end", 0),
            Field.whole("hold", 0, 0, MOST),
            steps("over"),
            Field.whole("stairs", 8, 1, 1_000_000)),
        kind(
            "sawtooth",
            Sawtooth.class,
            (v, own) -> new Sawtooth(own, v.number("low"), v.whole("cycle")),
            Field.number("low", 0),
            steps("cycle")),
        kind(
            "cosine",
            Cosine.class,
            (v, own) -> new Cosine(own, v.number("low"), v.whole("over")),
            Field.number("low", 0),
            steps("over")));
  }

  private static Field steps(String name) {
    return Field.required(name, new FieldType.Whole(1, MOST));
  }

  private static Schedule stepped(Values v, double own) {
    return new SteppedDecay(
        own, v.number("end"), v.whole("hold"), v.whole("over"), v.whole("stairs"));
  }

  /** Made once with a value that any schedule can begin with, so that mistakes show now. */
  private static Kind<ScheduleFactory> kind(
      String name, Class<?> type, BiFunction<Values, Double, Schedule> make, Field... own) {
    List<Field> fields = new ArrayList<>(List.of(own));
    fields.add(Field.silent("warmup", new FieldType.Whole(0, MOST), 0L));
    return Kind.of(
        name,
        type,
        fields,
        v -> {
          long warmup = v.whole("warmup");
          ScheduleFactory factory =
              value -> {
                Schedule schedule = make.apply(v, value);
                return warmup == 0 ? schedule : new Warmup(warmup, schedule);
              };
          factory.make(0);
          return factory;
        });
  }
}
