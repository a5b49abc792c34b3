package alrc.jobs.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.ledger.CodeVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the packaged jar contains: nothing of Spark's, and the licence of everything else. */
class JarIT {
  private static final String LICENCES = "META-INF/licenses/";
  private static final int COLUMNS = 4;
  private static JarFile jar;
  private static String notices;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(Alrc.jar().toFile());
    notices = text(LICENCES + "THIRD-PARTY.txt");
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void noClassIsAlsoInOneOfSparksJars() throws IOException {
    Set<String> ours = new TreeSet<>(names(jar).filter(JarIT::isClass).toList());
    assertTrue(ours.size() > 1000, "classes in the jar: " + ours.size());
    Map<String, List<String>> both = new TreeMap<>();
    try (Stream<Path> jars = Files.list(Alrc.jar().resolveSibling("spark/jars"))) {
      for (Path each : jars.toList()) {
        try (ZipFile spark = new ZipFile(each.toFile())) {
          List<String> shared = names(spark).filter(ours::contains).toList();
          if (!shared.isEmpty()) {
            both.put(String.valueOf(each.getFileName()), shared);
          }
        }
      }
    }
    assertEquals(Map.of(), both);
  }

  @Test
  void theLicenceOfEveryLibraryIsNamedAndItsTextIsThere() throws IOException {
    Map<Pattern, String> declared = declared();
    Set<String> unnamed = new TreeSet<>();
    Set<Pattern> used = new HashSet<>();
    for (String name : names(jar).filter(JarIT::needsALicence).toList()) {
      List<Pattern> found =
          declared.keySet().stream().filter(each -> each.matcher(name).matches()).toList();
      used.addAll(found);
      if (found.isEmpty()) {
        unnamed.add(name.replaceFirst("/[^/]*$", ""));
      }
    }
    assertEquals(Set.of(), unnamed, "packages in the jar that THIRD-PARTY.txt does not name");
    for (Pattern each : declared.keySet()) {
      assertTrue(used.contains(each), "THIRD-PARTY.txt names " + each + ", which is not there");
    }
    for (String files : declared.values()) {
      for (String file : files.split(", ")) {
        String path = file.contains("/") ? file : LICENCES + file;
        assertTrue(text(path).length() > 500, path);
      }
    }
  }

  @Test
  void licenceAndNoticeAreOursAndThereIsOneOfEach() throws IOException {
    Path root = Alrc.root();
    assertEquals(Files.readString(root.resolve("LICENSE")), text("META-INF/LICENSE"));
    assertEquals(Files.readString(root.resolve("NOTICE")), text("META-INF/NOTICE"));
    assertEquals(
        List.of("META-INF/LICENSE", "META-INF/NOTICE"),
        names(jar)
            .filter(name -> name.matches("(META-INF/)?(LICEN[CS]E|NOTICE|LGPL|AL2)[^/]*"))
            .sorted()
            .toList());
  }

  @Test
  void theManifestNamesTheCommit() throws IOException {
    String commit = CodeVersion.commit();
    String named = jar.getManifest().getMainAttributes().getValue("Git-Commit");
    assertEquals(Objects.requireNonNullElse(commit, ""), Objects.requireNonNullElse(named, ""));
  }

  /** The file that has the text of the licence, by what it is for. */
  private static Map<Pattern, String> declared() {
    Map<Pattern, String> declared = new LinkedHashMap<>();
    for (String line : notices.lines().toList()) {
      String[] columns = line.split(" {2,}");
      if (columns.length == COLUMNS && !columns[0].equals("in the jar")) {
        String path = columns[0].replace(".", "\\.").replace("*", "[^/]*");
        declared.put(Pattern.compile(path + "(/.*)?"), columns[COLUMNS - 1]);
      }
    }
    return declared;
  }

  private static boolean needsALicence(String name) {
    boolean own = name.startsWith("alrc/") && !name.startsWith("alrc/shaded/");
    boolean code = isClass(name) || name.endsWith(".js") || name.matches(".*\\.(so|dylib|dll).*");
    return name.equals("alrc/jobs/chart/echarts.min.js") || code && !own;
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.startsWith("META-INF/");
  }

  private static Stream<String> names(ZipFile file) {
    return file.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName);
  }

  private static String text(String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertNotNull(entry, name + " is not in the jar");
    return new String(Objects.requireNonNull(jar.getInputStream(entry)).readAllBytes());
  }
}
