package alrc.stem.prepare;

import alrc.stem.dataset.Duplicate;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.fingerprint.Fingerprint;
import alrc.stem.fingerprint.Likeness;
import alrc.stem.fingerprint.Likeness.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds sources with frames that are copies of frames of other sources. */
public final class LikeSources {
  private final Map<String, SourceFacts> sources = new TreeMap<>();
  private final Map<String, Set<String>> holders = new HashMap<>();
  private final Map<String, Map<String, Integer>> near = new HashMap<>();

  private LikeSources(Collection<SourceFacts> all) {
    all.stream().filter(s -> !s.isRejected()).forEach(s -> sources.put(s.source(), s));
    List<Fingerprint> frames = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    int owner = 0;
    for (SourceFacts source : sources.values()) {
      for (Fingerprint frame : source.fingerprints()) {
        frames.add(frame);
        owners.add(owner);
        holders.computeIfAbsent(frame.pixels(), k -> new TreeSet<>()).add(source.source());
      }
      owner++;
    }
    int[] owned = owners.stream().mapToInt(Integer::intValue).toArray();
    for (Link link : Likeness.of(frames, owned)) {
      if (!link.exact()) {
        String a = frames.get(link.index()).pixels();
        String b = frames.get(link.earlier()).pixels();
        near.computeIfAbsent(a, k -> new TreeMap<>()).put(b, link.differing());
        near.computeIfAbsent(b, k -> new TreeMap<>()).put(a, link.differing());
      }
    }
  }

  /** Compares all sources that are not rejected. */
  public static LikeSources among(Collection<SourceFacts> all) {
    return new LikeSources(all);
  }

  /** Returns the sources that share a copy with this one. */
  Set<String> like(String source) {
    Set<String> like = new TreeSet<>();
    for (Fingerprint frame : facts(source).fingerprints()) {
      like.addAll(holders(frame.pixels()));
      near(frame).keySet().forEach(pixels -> like.addAll(holders(pixels)));
    }
    like.remove(source);
    return like;
  }

  private Set<String> holders(String pixels) {
    return holders.getOrDefault(pixels, Set.of());
  }

  private Map<String, Integer> near(Fingerprint frame) {
    return near.getOrDefault(frame.pixels(), Map.of());
  }

  /** Returns the groups of sources that are connected, each with its members by name. */
  List<List<SourceFacts>> groups() {
    Set<String> seen = new HashSet<>();
    List<List<SourceFacts>> groups = new ArrayList<>();
    for (String start : sources.keySet()) {
      if (seen.add(start)) {
        List<String> reached = new ArrayList<>(List.of(start));
        for (int i = 0; i < reached.size(); i++) {
          like(reached.get(i)).stream().filter(seen::add).forEach(reached::add);
        }
        groups.add(reached.stream().sorted().map(this::facts).toList());
      }
    }
    return groups;
  }

  private SourceFacts facts(String source) {
    return Objects.requireNonNull(sources.get(source), source);
  }

  /**
   * Returns the frames that are copies of frames of other sources, each once, with the one that it
   * is most like; of two used ones, the one whose source comes later by name.
   *
   * @param used the sources whose examples there are
   * @param unused sources that are not used because they are copies: each is listed with a used
   *     one, whatever their names
   */
  public List<Duplicate> duplicates(Set<String> used, Set<String> unused) {
    List<Duplicate> duplicates = new ArrayList<>();
    for (SourceFacts source : sources.values()) {
      String name = source.source();
      if (used.contains(name) || unused.contains(name)) {
        Set<String> others = new TreeSet<>(like(name));
        others.retainAll(used);
        others.removeIf(other -> used.contains(name) && other.compareTo(name) > 0);
        for (Fingerprint frame : source.fingerprints()) {
          duplicate(name, frame, others).ifPresent(duplicates::add);
        }
      }
    }
    return duplicates;
  }

  private Optional<Duplicate> duplicate(String source, Fingerprint frame, Set<String> others) {
    Duplicate closest = null;
    for (String other : others) {
      for (Fingerprint candidate : facts(other).fingerprints()) {
        int differing = differing(frame, candidate);
        boolean exact = candidate.pixels().equals(frame.pixels());
        if (exact || (differing >= 0 && (closest == null || differing < closest.differingBits()))) {
          closest = row(source, frame, other, candidate, differing);
          if (exact) {
            return Optional.of(closest);
          }
        }
      }
    }
    return Optional.ofNullable(closest);
  }

  /** Returns how many signs differ; −1 if they are not copies of each other. */
  private int differing(Fingerprint a, Fingerprint b) {
    return a.pixels().equals(b.pixels()) ? 0 : near(a).getOrDefault(b.pixels(), -1);
  }

  private static Duplicate row(
      String source, Fingerprint frame, String other, Fingerprint of, int bits) {
    return new Duplicate(
        source,
        frame.image(),
        frame.frame(),
        other,
        of.image(),
        of.frame(),
        of.pixels().equals(frame.pixels()) ? Duplicate.EXACT : Duplicate.NEAR,
        bits);
  }

  /**
   * Returns, for each frame of a source, the sources that contain a copy, and whether it is exact.
   */
  List<Map<String, Boolean>> copies(String source) {
    List<Map<String, Boolean>> copies = new ArrayList<>();
    for (Fingerprint frame : facts(source).fingerprints()) {
      Map<String, Boolean> exact = new TreeMap<>();
      near(frame).keySet().forEach(pixels -> holders(pixels).forEach(h -> exact.put(h, false)));
      holders(frame.pixels()).forEach(holder -> exact.put(holder, true));
      exact.remove(source);
      copies.add(exact);
    }
    return copies;
  }
}
