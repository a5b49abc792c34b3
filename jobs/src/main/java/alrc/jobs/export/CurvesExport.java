package alrc.jobs.export;

import alrc.core.record.CurvePoint;
import alrc.jobs.ledger.LedgerSchema;
import alrc.jobs.ledger.SettingColumns;
import alrc.jobs.ledger.table.ParquetTable;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * The learning curves of all trials as one long Parquet table: each row has the trial, its seed,
 * the settings of its cell (with {@code cell_} before their names) and one point of the curve. Of
 * several outputs, which may have trials of equal ids, the last column is the output. A few curves
 * are in memory at a time.
 */
final class CurvesExport implements Export {
  private static final String FILE = "curves.parquet";
  private static final List<String> IDENTITY = List.of("trial_id", "cell_id", "study", "seed");
  private static final List<String> CURVE =
      List.of("iteration", "loss", "loss_max", "clipped", "rate", "common_mse");

  /** Of the settings' columns: {@code loss} and {@code rate} are columns of a curve too. */
  private static final String CELL = "cell_";

  @Override
  public String name() {
    return "curves";
  }

  @Override
  public String target() {
    return FILE;
  }

  @Override
  public String contents() {
    return "Learning curves of all trials, one row per boxcar of iterations";
  }

  @Override
  public List<String> write(Storage storage, StudyResults study, String output) throws IOException {
    ParquetTable.stream(
        storage,
        Storage.inside(output, FILE),
        schema(study.ofSeveral()),
        table ->
            InOrder.each(ExportedTrial.of(study), CurvesExport::rows, rows -> add(table, rows)));
    return List.of(FILE);
  }

  private static void add(ParquetTable.Rows table, List<Map<String, Object>> rows)
      throws IOException {
    for (Map<String, Object> row : rows) {
      table.add(row);
    }
  }

  /** The columns of the two tables of the ledger. */
  private static MessageType schema(boolean ofSeveral) {
    List<Type> columns = new ArrayList<>();
    IDENTITY.forEach(name -> columns.add(LedgerSchema.SUMMARIES.getType(name)));
    for (String name : SettingColumns.names()) {
      PrimitiveType type = LedgerSchema.SUMMARIES.getType(name).asPrimitiveType();
      columns.add(
          Types.optional(type.getPrimitiveTypeName())
              .as(type.getLogicalTypeAnnotation())
              .named(CELL + name));
    }
    CURVE.forEach(name -> columns.add(LedgerSchema.CURVES.getType(name)));
    if (ofSeveral) {
      columns.add(
          Types.optional(PrimitiveType.PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(CellResult.OUTPUT));
    }
    return new MessageType("curve", columns);
  }

  private static List<Map<String, Object>> rows(ExportedTrial trial) {
    Map<String, Object> shared = new LinkedHashMap<>();
    IDENTITY.forEach(name -> put(shared, name, trial.summary().get(name)));
    SettingColumns.names().forEach(name -> put(shared, CELL + name, trial.summary().get(name)));
    put(shared, CellResult.OUTPUT, trial.cell().settings().get(CellResult.OUTPUT));
    List<Map<String, Object>> rows = new ArrayList<>();
    for (CurvePoint point : trial.curve()) {
      Map<String, Object> row = new LinkedHashMap<>(shared);
      row.put("iteration", point.iteration());
      row.put("loss", point.loss());
      row.put("loss_max", point.lossMax());
      row.put("clipped", point.clipped());
      row.put("rate", point.rate());
      if (!Double.isNaN(point.commonMse())) { // trials of earlier versions lack it
        row.put("common_mse", point.commonMse());
      }
      rows.add(row);
    }
    return rows;
  }

  private static void put(Map<String, Object> row, String column, @Nullable Object value) {
    if (value != null) {
      row.put(column, value);
    }
  }
}
