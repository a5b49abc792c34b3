package alrc.core.study;

import alrc.core.model.ModelSettings;
import alrc.settings.Node;
import alrc.settings.SettingsReader;
import alrc.settings.YamlText;

/** The network of a cell whose canonical form was recorded. */
public final class RecordedModel {
  private RecordedModel() {}

  /**
   * Reads the settings of the network alone: neither its data nor its optimizer are needed.
   *
   * @param config the canonical cell as JSON, as in the ledger and in files of parameters
   * @param file its name, for messages
   * @throws alrc.settings.SettingMistake if this version cannot read them
   */
  public static ModelSettings of(String config, String file) {
    Node.Section cell = YamlText.read(config, file).section("a cell (a section of fields)");
    Node model = cell.fields().get("model");
    if (model == null) {
      throw cell.place().mistake("model is missing; it must be given");
    }
    return new SettingsReader(StudyKinds.ALL).read(model, ModelSettings.class);
  }
}
