package alrc.jobs.storage;

import alrc.settings.UserMistake;
import alrc.stem.archive.Archives;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;

/**
 * Turns {@code --input} values into files: a file, a folder (searched to any depth), a pattern, or
 * {@code @LIST}, a text file with one address a line. A name that exists is taken literally first.
 * Instead of an archive, the files in it are listed; {@code ARCHIVE!/PATTERN} chooses some of them.
 */
public final class InputListing {
  private final Storage storage;
  private final OutputFolder output;
  private final Map<String, FoundFile> byAddress = new LinkedHashMap<>();

  private InputListing(Storage storage, OutputFolder output) {
    this.storage = storage;
    this.output = output;
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
    try {
      InputListing listing = new InputListing(storage, new OutputFolder(storage, output));
      for (String input : inputs) {
        new OptionAddress(storage, "--input", input).check();
        listing.add(input);
      }
      listing.openArchives();
      return listing.named();
    } catch (IOException refused) {
      throw new UserMistake(
          "--input " + inputs + ": cannot be listed (" + Storage.reason(refused) + ")", refused);
    }
  }

  private void add(String input) throws IOException {
    if (storage.exists(input)) {
      addExisting(input);
    } else if (input.startsWith("@")) {
      addListed(input.substring(1));
    } else if (input.contains(Archives.SEPARATOR)) {
      addInside(input);
    } else if (Glob.isPattern(input)) {
      addMatching(input);
    } else {
      throw new UserMistake("--input " + input + ": no such file or folder");
    }
  }

  private void addExisting(String input) throws IOException {
    FileStatus status =
        storage
            .status(input)
            .orElseThrow(
                () ->
                    new UserMistake("--input " + input + ": was removed meanwhile; list it again"));
    if (!status.isDirectory()) {
      refuseUnreadable(input, status);
      Root root = root(input, String.valueOf(status.getPath().getParent()));
      add(ListedFile.of(storage, status), root);
      return;
    }
    String folder = status.getPath().toString();
    boolean zarr = ZarrFolders.isZarr(storage, folder);
    Root root = root(input, zarr ? String.valueOf(status.getPath().getParent()) : folder);
    boolean any = false;
    for (ListedFile file : sorted(ZarrFolders.collapsed(FileTree.list(storage, input)))) {
      any |= add(file, root);
    }
    if (!any) {
      throw new UserMistake("--input " + input + ": the folder contains no files");
    }
  }

  /**
   * The folder that names are relative to.
   *
   * @param address with a slash at its end
   * @param real the same without links
   */
  private record Root(String address, String real) {}

  private Root root(String input, String folder) throws IOException {
    Root root = new Root(Storage.inside(folder, ""), output.real(folder));
    output.refuse(input, root.real());
    return root;
  }

  private static List<ListedFile> sorted(List<ListedFile> files) {
    return files.stream()
        .sorted(Comparator.comparing(ListedFile::address, new NaturalOrder()))
        .toList();
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
      new OptionAddress(storage, "--input @" + list + ":", line).check();
      if (storage.exists(line)) {
        addExisting(line);
      } else if (line.contains(Archives.SEPARATOR)) {
        addInside(line);
      } else {
        throw new UserMistake("--input @" + list + ": no such file or folder: " + line);
      }
    }
  }

  /** Adds the members of archives that a name or pattern leads to. */
  private void addInside(String input) throws IOException {
    int at = input.indexOf(Archives.SEPARATOR);
    Glob glob = Glob.ofMembers(input.substring(at + Archives.SEPARATOR.length()));
    InputListing archives = new InputListing(storage, output);
    archives.add(input.substring(0, at));
    archives.openArchives();
    boolean any = false;
    for (FoundFile file : archives.byAddress.values()) {
      InArchive in = file.in();
      if (in != null && glob.matches(in.member().name())) {
        add(file);
        any = true;
      }
    }
    if (!any) {
      throw new UserMistake("--input " + input + ": no file in an archive matches the pattern");
    }
  }

  /** Replaces each archive by its members. */
  private void openArchives() throws IOException {
    List<FoundFile> files = new ArchiveListing(storage).expanded(List.copyOf(byAddress.values()));
    byAddress.clear();
    files.forEach(this::add);
  }

  private void addMatching(String pattern) throws IOException {
    Glob glob = Glob.parse(pattern);
    Root root = root(pattern, storage.absolute(glob.folder()));
    boolean any = false;
    for (ListedFile file : sorted(ZarrFolders.collapsed(FileTree.list(storage, glob.folder())))) {
      String address = file.address();
      if (address.startsWith(root.address())
          && glob.matches(address.substring(root.address().length()).replaceFirst("/$", ""))) {
        any |= add(file, root);
      }
    }
    if (!any) {
      throw new UserMistake("--input " + pattern + ": no file matches the pattern");
    }
  }

  /** Adds a file unless it is in the output; returns whether it was added. */
  private boolean add(ListedFile file, Root root) {
    String address = file.address();
    String source = address.substring(root.address().length()).replaceFirst("/$", "");
    if (output.contains(root.real() + source)) {
      return false;
    }
    add(new FoundFile(address, source, file.bytes(), null, file.stamp()));
    return true;
  }

  /** Reached by two inputs, a file keeps the longer name, whichever input came first. */
  private void add(FoundFile found) {
    byAddress.merge(
        found.address(), found, (a, b) -> a.source().length() >= b.source().length() ? a : b);
  }

  private void refuseUnreadable(String input, FileStatus status) {
    if (storage.isLocal(input) && !Files.isReadable(LocalFiles.local(status.getPath()))) {
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
                Locale.ROOT,
                "--input: %s and %s would both be named %s in the data set; give the folder above"
                    + " both, or a quoted pattern",
                other.address(),
                file.address(),
                file.source()));
      }
    }
    return List.copyOf(files);
  }
}
