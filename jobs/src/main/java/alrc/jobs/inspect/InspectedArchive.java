package alrc.jobs.inspect;

import alrc.jobs.storage.ArchiveListing;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import alrc.stem.archive.ArchiveMember;
import alrc.stem.archive.Archives;
import alrc.stem.archive.MemberSource;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files in an archive: for each its size, and its images or why it is not read. Pixels are not
 * decoded.
 *
 * @param path of the archive
 * @param maxPixels of an image
 */
public record InspectedArchive(Storage storage, String path, long maxPixels) {
  private static final int MOST_LINES = 100;

  private record Seen(ArchiveMember member, String format, List<String> images, String reject) {}

  /** Returns whether the path is that of an archive. */
  public boolean isArchive() throws IOException {
    if (!Archives.isNamed(path) || !storage.exists(path)) {
      return false;
    }
    try (SeekableSource source = storage.source(path, path)) {
      return ArchiveListing.isArchive(source);
    } catch (java.nio.file.AccessDeniedException denied) {
      throw new UserMistake(path + ": cannot be read (permission denied)", denied);
    }
  }

  private List<Seen> seen() throws IOException {
    List<Seen> seen = new ArrayList<>();
    try (SeekableSource archive = storage.source(path, path)) {
      for (ArchiveMember member : Archives.list(archive)) {
        seen.add(seen(archive, member));
      }
    }
    return seen;
  }

  private Seen seen(SeekableSource archive, ArchiveMember member) throws IOException {
    try {
      ImageFile file = ImageReaders.open(source(archive, member), maxPixels);
      List<String> images = file.images().stream().map(StoredImage::toString).toList();
      return new Seen(member, file.format(), images, "");
    } catch (UnreadableImageException rejected) {
      String why = rejected.kind().reason() + ": " + rejected.explanation();
      return new Seen(member, "", List.of(), why);
    }
  }

  /** The archive stays open for the next member. */
  @SuppressWarnings("resource")
  private static SeekableSource source(SeekableSource archive, ArchiveMember member) {
    return new MemberSource(archive, member, member.name());
  }

  /** Returns the facts as {@code --json} prints them. */
  public Map<String, Object> facts() throws IOException {
    List<Object> members = new ArrayList<>();
    for (Seen seen : seen()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("name", seen.member.name());
      facts.put("bytes", seen.member.size());
      facts.put("format", seen.format.isEmpty() ? null : seen.format);
      facts.put("images", seen.images);
      facts.put("reject", seen.reject.isEmpty() ? null : seen.reject);
      members.add(facts);
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("format", "archive");
    facts.put("members", members);
    return facts;
  }

  /** Returns the facts for people. */
  public List<String> lines() throws IOException {
    List<Seen> all = seen();
    long read = all.stream().filter(seen -> seen.reject.isEmpty()).count();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT, "%s: an archive of %d files, %d of them read", path, all.size(), read));
    int width =
        all.stream()
            .limit(MOST_LINES)
            .mapToInt(seen -> seen.member.name().length())
            .max()
            .orElse(0);
    for (Seen seen : all.subList(0, Math.min(MOST_LINES, all.size()))) {
      String name = seen.member.name();
      lines.add("  " + name + " ".repeat(width - name.length()) + "  " + words(seen));
    }
    if (all.size() > MOST_LINES) {
      lines.add("  and " + (all.size() - MOST_LINES) + " others; --json shows all");
    }
    return lines;
  }

  private static String words(Seen seen) {
    return seen.reject.isEmpty()
        ? seen.images.stream().collect(Collectors.joining("; ", seen.format + ": ", ""))
        : seen.reject;
  }
}
