package alrc.jobs.storage;

import alrc.jobs.fault.UserMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;

/**
 * Turns {@code --input} values into files: a file, a folder (searched to any depth), a pattern, or
 * {@code @LIST}, a text file with one address a line. A name that exists is taken literally first.
 */
public final class InputListing {
  private final Storage storage;
  private final String output;
  private final Map<String, FoundFile> byAddress = new LinkedHashMap<>();

  private InputListing(Storage storage, String output) {
    this.storage = storage;
    this.output = output.isEmpty() ? "" : Storage.inside(storage.absolute(output), "");
  }

  /**
   * The files that the inputs lead to, each once, ordered by the name they will have in the data
   * set. Files below the output are never inputs.
   *
   * @param inputs values of {@code --input}
   * @param output the output folder, or an empty text where there is none
   * @throws UserMistake where an input leads to no file, or two files would have one name
   */
  public static List<FoundFile> of(Storage storage, List<String> inputs, String output) {
    return inOrder(storage, inputs, output).stream()
        .sorted(Comparator.comparing(FoundFile::source))
        .toList();
  }

  /**
   * The files that the inputs lead to, each once, in the order of the inputs: those of a listing by
   * line, those of a folder or a pattern by name, in which a number counts as a number.
   */
  public static List<FoundFile> inOrder(Storage storage, List<String> inputs, String output) {
    InputListing listing = new InputListing(storage, output);
    try {
      for (String input : inputs) {
        listing.add(input);
      }
    } catch (IOException refused) {
      throw new UserMistake(
          "--input " + inputs + ": cannot be listed (" + Storage.reason(refused) + ")", refused);
    }
    return listing.named();
  }

  private void add(String input) throws IOException {
    if (storage.exists(input)) {
      addExisting(input);
    } else if (input.startsWith("@")) {
      addListed(input.substring(1));
    } else if (Glob.isPattern(input)) {
      addMatching(input);
    } else {
      throw new UserMistake("--input " + input + ": no such file or folder");
    }
  }

  private void addExisting(String input) throws IOException {
    FileStatus status =
        storage.status(input).orElseThrow(() -> new UserMistake("--input " + input + ": is gone"));
    if (!status.isDirectory()) {
      refuseUnreadable(input, status);
      add(
          status.getPath().toString(),
          status.getLen(),
          Storage.inside(String.valueOf(status.getPath().getParent()), ""));
      return;
    }
    String root = Storage.inside(status.getPath().toString(), "");
    List<ListedFile> files = storage.listDeep(input);
    if (files.isEmpty()) {
      throw new UserMistake("--input " + input + ": the folder holds no files");
    }
    files.stream()
        .sorted(Comparator.comparing(ListedFile::address, new NaturalOrder()))
        .forEach(file -> add(file.address(), file.bytes(), root));
  }

  private void addListed(String list) throws IOException {
    if (!storage.exists(list)) {
      throw new UserMistake("--input @" + list + ": no such listing file");
    }
    List<String> lines =
        storage.readText(list).lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (lines.isEmpty()) {
      throw new UserMistake("--input @" + list + ": the listing names no file");
    }
    for (String line : lines) {
      if (!storage.exists(line)) {
        throw new UserMistake("--input @" + list + ": no such file or folder: " + line);
      }
      addExisting(line);
    }
  }

  private void addMatching(String pattern) throws IOException {
    Glob glob = Glob.parse(pattern);
    String root = Storage.inside(storage.absolute(glob.folder()), "");
    int before = byAddress.size();
    boolean any = false;
    List<ListedFile> files = new ArrayList<>(storage.listDeep(glob.folder()));
    files.sort(Comparator.comparing(ListedFile::address, new NaturalOrder()));
    for (ListedFile file : files) {
      String address = file.address();
      if (address.startsWith(root) && glob.matches(address.substring(root.length()))) {
        add(address, file.bytes(), root);
        any = true;
      }
    }
    if (!any && byAddress.size() == before) {
      throw new UserMistake("--input " + pattern + ": no file matches the pattern");
    }
  }

  private void add(String address, long bytes, String root) {
    if (!output.isEmpty() && address.startsWith(output)) {
      return;
    }
    FoundFile found = new FoundFile(address, address.substring(root.length()), bytes);
    // Reached by two inputs, a file keeps the longer name, whichever input came first.
    byAddress.merge(address, found, (a, b) -> a.source().length() >= b.source().length() ? a : b);
  }

  private void refuseUnreadable(String input, FileStatus status) {
    if (storage.isLocal(input)
        && !Files.isReadable(java.nio.file.Path.of(status.getPath().toUri()))) {
      throw new UserMistake("--input " + input + ": cannot be read (permission denied)");
    }
  }

  private List<FoundFile> named() {
    Map<String, FoundFile> bySource = new HashMap<>();
    Collection<FoundFile> files = byAddress.values();
    for (FoundFile file : files) {
      FoundFile other = bySource.put(file.source(), file);
      if (other != null) {
        throw new UserMistake(
            String.format(
                "--input: %s and %s would both be named %s in the data set; give the folder above"
                    + " both, or a quoted pattern",
                other.address(), file.address(), file.source()));
      }
    }
    return List.copyOf(files);
  }
}
