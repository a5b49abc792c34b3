package alrc.jobs.spark;

import java.io.Serializable;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;

/**
 * What crosses the Spark boundary, both ways: a text. A bean with a constant encoder, since Spark
 * 4.1 has no encoder for records and gives them an empty schema in silence.
 */
public final class JsonRow implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The only encoder of this bean. */
  public static final Encoder<JsonRow> ENCODER = Encoders.bean(JsonRow.class);

  private String json = "";

  /** For Spark. */
  public JsonRow() {}

  JsonRow(String json) {
    this.json = json;
  }

  public String getJson() {
    return json;
  }

  public void setJson(String json) {
    this.json = json;
  }
}
