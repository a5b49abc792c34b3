package alrc.jobs.ledger;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.MessageTypeBuilder;

/**
 * The columns of a sweep's tables: one fixed schema for every study, null where a setting does not
 * apply, so that two studies are read in one query.
 */
public final class LedgerSchema {
  /** One row per finished trial. Times in seconds; {@code started_at} in UTC milliseconds. */
  public static final MessageType SUMMARIES =
      new Columns()
          .texts("trial_id", "cell_id", "study")
          .longs("seed")
          .texts("model")
          .doubles("width")
          .texts("data", "loss")
          .doubles("loss_scale", "loss_power")
          .texts("rule")
          .doubles("deviations", "decay")
          .texts("moments", "start", "update", "sides", "per")
          .doubles("huber")
          .texts("gradient")
          .ints("batch")
          .texts("optimizer")
          .doubles("rate", "beta1", "beta2", "momentum", "weight_decay")
          .texts("schedule", "beta1_schedule", "other_settings")
          .longs("iterations")
          .texts("kernel_form", "config", "status")
          .doubles("final_mean", "final_sd", "best", "last")
          .longs("iterations_done", "diverged_at")
          .texts("diverged_what")
          .doubles("clip_fraction")
          .longs("spikes")
          .doubles("wall_seconds", "iterations_per_second")
          .ints("attempt", "cohort_size")
          .texts("device", "cpu_isa")
          .ints("threads")
          .texts("engine", "data_digest", "code_version")
          .time("started_at")
          .texts("host")
          .named("summary");

  /** The learning curve of a trial: one row per boxcar of iterations. */
  public static final MessageType CURVES =
      new Columns()
          .texts("trial_id")
          .longs("iteration")
          .doubles("loss", "loss_max", "clipped", "rate")
          .named("curve");

  /** What was clipped in a trial, worst first. */
  public static final MessageType SPIKES =
      new Columns()
          .texts("trial_id")
          .longs("iteration")
          .texts("example_id")
          .doubles("loss", "limit")
          .named("spike");

  /** Attempts that ended in an exception; never counted as results. */
  public static final MessageType FAILURES =
      new Columns()
          .texts("trial_id")
          .ints("attempt")
          .texts("cause")
          .time("failed_at")
          .texts("host")
          .named("failure");

  private LedgerSchema() {}

  private static final class Columns {
    private final MessageTypeBuilder builder = Types.buildMessage();

    Columns texts(String... names) {
      for (String name : names) {
        builder.optional(BINARY).as(stringType()).named(name);
      }
      return this;
    }

    Columns doubles(String... names) {
      for (String name : names) {
        builder.optional(DOUBLE).named(name);
      }
      return this;
    }

    Columns longs(String... names) {
      for (String name : names) {
        builder.optional(INT64).named(name);
      }
      return this;
    }

    Columns ints(String... names) {
      for (String name : names) {
        builder.optional(INT32).named(name);
      }
      return this;
    }

    Columns time(String name) {
      builder.optional(INT64).as(timestampType(true, TimeUnit.MILLIS)).named(name);
      return this;
    }

    MessageType named(String name) {
      return builder.named(name);
    }
  }
}
