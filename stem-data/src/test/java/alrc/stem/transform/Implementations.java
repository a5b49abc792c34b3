package alrc.stem.transform;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the implementations of an extension point by walking packages. */
public final class Implementations {
  private Implementations() {}

  /** Returns every concrete implementation in the package of the extension point. */
  public static List<Class<?>> of(Class<?> type) throws IOException {
    return of(type, type.getPackageName());
  }

  /** Returns every concrete implementation in a package of the same module, and in those below. */
  public static List<Class<?>> of(Class<?> type, String inPackage) throws IOException {
    List<Class<?>> found = new ArrayList<>();
    Path root = root(type);
    try (Stream<Path> files = Files.walk(root.resolve(inPackage.replace('.', '/')))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String path = root.relativize(file).toString().replace(".class", "");
        Class<?> candidate = loaded(path.replace('/', '.'));
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
