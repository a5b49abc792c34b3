package alrc.core.study;

import alrc.core.codec.CanonicalJson;
import alrc.core.codec.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** The canonical form of a study: its name, its seeds, and its cells one by one. */
final class CanonicalStudy {
  private static final String FILE = "study.json";

  private CanonicalStudy() {}

  static String write(Study study) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("study", study.name());
    form.put("seeds", study.seeds().form());
    form.put("cells", study.cells().stream().map(Cell::values).toList());
    return CanonicalJson.write(form);
  }

  static Study read(String json) {
    Node root = Nodes.compose(json, FILE);
    Place place = new Place(FILE, "", 1);
    Map<String, Node> entries = Nodes.mapping(root, place, "a canonical study");
    ValueReader.refuseUnknown(entries, List.of("study", "seeds", "cells"), place);
    String name =
        String.valueOf(ValueReader.value(node(entries, "study", place), FieldType.TEXT, place));
    Seeds seeds = SeedsReader.read(node(entries, "seeds", place), place);
    Node cellList = node(entries, "cells", place);
    if (!Nodes.isList(cellList)) {
      throw place.field("cells", cellList).error("must be a list of cells");
    }
    List<Cell> cells = new ArrayList<>();
    for (Node entry : Nodes.entries(cellList)) {
      cells.add(StudyReader.cell(entry, place.field("cells", cellList).entry(cells.size(), entry)));
    }
    return new Study(name, cells, seeds);
  }

  private static Node node(Map<String, Node> entries, String name, Place place) {
    Node node = entries.get(name);
    if (node == null) {
      throw place.error(name + " is missing");
    }
    return node;
  }
}
