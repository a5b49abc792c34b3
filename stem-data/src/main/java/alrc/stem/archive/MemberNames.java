package alrc.stem.archive;

import alrc.stem.source.TaskMemory;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The members of an archive under names that are safe and unique: a member is refused if its name
 * leads out of the archive, has control characters, or is the name of an earlier member.
 */
final class MemberNames {
  /** About what a member takes in memory. */
  private static final int MEMBER_MEMORY = 400;

  private final String format;
  private final List<ArchiveMember> members = new ArrayList<>();
  private final Map<String, Integer> count = new HashMap<>();

  MemberNames(String format) {
    this.format = format;
  }

  /** Adds a member under the name that the archive gives it. */
  void add(ArchiveMember member) throws UnreadableImageException {
    TaskMemory.check(
        format, member.at(), MEMBER_MEMORY * (double) members.size(), "a list of members");
    String name = member.name();
    String plain = name.replaceAll("^(\\./+)+", "");
    ArchiveMember named = member.named(escaped(plain));
    String fault = fault(plain);
    if (!fault.isEmpty() && member.refused() == null) {
      named =
          ArchiveMember.refused(named.name(), Kind.UNSAFE_NAME, "the name of the member " + fault);
    }
    int before = count.merge(named.name(), 1, Integer::sum) - 1;
    if (before > 0) {
      String again = named.name() + "#" + (before + 1);
      String detail = "the archive has an earlier member of this name, which is used";
      named = ArchiveMember.refused(again, Kind.UNSAFE_NAME, detail);
    }
    members.add(named);
  }

  /** Adds what is wrong with the archive itself. */
  void addFault(UnreadableImageException fault) {
    members.add(ArchiveMember.refused(fault));
  }

  /** Returns all members, in the order of the archive. */
  List<ArchiveMember> list() {
    if (members.isEmpty()) {
      members.add(
          ArchiveMember.refused("", Kind.UNSUPPORTED, format + ": the archive has no files"));
    }
    return List.copyOf(members);
  }

  private static String fault(String name) {
    if (name.isEmpty()) {
      return "is empty";
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return "has control characters";
    }
    if (name.startsWith("/") || name.startsWith("\\") || name.matches("[A-Za-z]:.*")) {
      return "is absolute";
    }
    for (String step : name.split("[/\\\\]", -1)) {
      if (step.equals("..")) {
        return "leads out of the archive";
      }
    }
    return "";
  }

  /** Returns a name without characters that a terminal or a table would act on. */
  private static String escaped(String name) {
    if (name.chars().noneMatch(Character::isISOControl)) {
      return name.isEmpty() ? "(no name)" : name;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      text.append(
          Character.isISOControl(c)
              ? String.format(Locale.ROOT, "\\x%02x", (int) c)
              : String.valueOf(c));
    }
    return text.toString();
  }
}
