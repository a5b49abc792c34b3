package alrc.stem.transform;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the implementations of an extension point by walking its package. */
public final class Implementations {
  private Implementations() {}

  /** Returns every concrete implementation in the package of the extension point. */
  public static List<Class<?>> of(Class<?> type) throws IOException {
    List<Class<?>> found = new ArrayList<>();
    String inPackage = type.getPackageName();
    Path folder = root(type).resolve(inPackage.replace('.', '/'));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        Class<?> candidate = loaded(inPackage + "." + name);
        if (type.isAssignableFrom(candidate) && !Modifier.isAbstract(candidate.getModifiers())) {
          found.add(candidate);
        }
      }
    }
    return found;
  }

  private static Path root(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
