package alrc.core.study;

import alrc.settings.CanonicalJson;
import alrc.settings.SettingsWriter;
import alrc.settings.SettingsWriter.Form;
import alrc.settings.Sha256;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** Cells as JSON. The canonical form of each is made once. */
final class CellJson {
  private static final SettingsWriter WRITER = new SettingsWriter(StudyKinds.ALL);
  private static final Map<Cell, Identity> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

  private record Identity(String id, String canonical) {}

  private CellJson() {}

  private static Identity identity(Cell cell) {
    return KNOWN.computeIfAbsent(cell, CellJson::made);
  }

  private static Identity made(Cell cell) {
    String canonical = CanonicalJson.write(tree(cell, Form.IDENTITY));
    return new Identity(Sha256.hex(canonical, 16), canonical);
  }

  static String id(Cell cell) {
    return identity(cell).id();
  }

  static String canonical(Cell cell) {
    return identity(cell).canonical();
  }

  static String whole(Cell cell) {
    return CanonicalJson.write(tree(cell, Form.WHOLE));
  }

  static Map<String, Object> tree(Cell cell, Form form) {
    return WRITER.tree(cell, Cell.class, form);
  }
}
