package alrc.jobs.complete;

import alrc.core.stats.Interval;
import alrc.core.stats.MeanInterval;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Completions that are summarised together.
 *
 * @param by {@code all}, {@code split}, {@code source} or {@code coverage}
 * @param name such as {@code test}
 * @param images at least one
 */
record Group(String by, String name, List<Scored> images) {
  private static final double CONFIDENCE = 0.95;

  Group {
    images = List.copyOf(images);
  }

  /**
   * A mean over images.
   *
   * @param value of the images that have one
   * @param interval 95 %, Student's t, over the sources where there are several, because the crops
   *     of one micrograph resemble each other; over the images of a single source; empty for one
   *     image, or if a value is infinite
   * @param images how many have a value
   * @param sources how many sources these come from
   */
  record Mean(double value, Optional<Interval> interval, int images, int sources) {}

  /** All groups: all images, then by split, by coverage and by source. */
  static List<Group> of(List<Scored> images) {
    List<Group> groups = new java.util.ArrayList<>();
    if (!images.isEmpty()) {
      groups.add(new Group("all", "all", images));
    }
    groups.addAll(by("split", images, Scored::split));
    groups.addAll(
        by("coverage", images, image -> String.format(Locale.ROOT, "%.6f", image.coverage())));
    groups.addAll(by("source", images, Scored::source));
    return groups;
  }

  private static List<Group> by(
      String by, List<Scored> images, Function<Scored, @Nullable String> name) {
    Map<String, List<Scored>> named =
        images.stream()
            .filter(image -> name.apply(image) != null)
            .collect(
                Collectors.groupingBy(
                    image -> Objects.requireNonNull(name.apply(image)),
                    TreeMap::new,
                    Collectors.toList()));
    return named.entrySet().stream().map(e -> new Group(by, e.getKey(), e.getValue())).toList();
  }

  /** How many have a truth. */
  long scored() {
    return images.stream().filter(image -> image.rmse().isPresent()).count();
  }

  /** The mean of a metric of the model. */
  Optional<Mean> metric(String name) {
    return mean(image -> image.metrics().get(name));
  }

  /** The mean of something that some images have. */
  Optional<Mean> mean(Function<Scored, @Nullable Double> value) {
    Map<String, List<Double>> bySource =
        images.stream()
            .filter(image -> value.apply(image) != null)
            .collect(
                Collectors.groupingBy(
                    Scored::source,
                    TreeMap::new,
                    Collectors.mapping(
                        image -> Objects.requireNonNull(value.apply(image)), Collectors.toList())));
    return of(bySource.values().stream().map(Group::array).toList());
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Optional<Mean> of(Collection<double[]> bySource) {
    if (bySource.isEmpty()) {
      return Optional.empty();
    }
    double[] values = bySource.stream().flatMapToDouble(Arrays::stream).toArray();
    double mean = Arrays.stream(values).sum() / values.length;
    boolean spread = values.length > 1 && Arrays.stream(values).allMatch(Double::isFinite);
    return Optional.of(
        new Mean(
            mean,
            spread ? Optional.of(interval(bySource)) : Optional.empty(),
            values.length,
            bySource.size()));
  }

  private static Interval interval(Collection<double[]> bySource) {
    return bySource.size() > 1
        ? MeanInterval.overGroups(CONFIDENCE, bySource)
        : MeanInterval.of(CONFIDENCE, bySource.iterator().next());
  }

  /** RMSE of the model less that of the best baseline of each image. */
  static @Nullable Double difference(Scored image) {
    Double rmse = image.metrics().get("rmse");
    Double other = image.baselineRmse();
    return rmse == null || other == null ? null : (Double) (rmse - other);
  }

  /** In how many images the RMSE is less than that of the image's best baseline. */
  long better() {
    return images.stream()
        .map(Group::difference)
        .filter(difference -> difference != null && difference < 0)
        .count();
  }

  /** The mean RMSE of every baseline that was tried, the least first. */
  Map<String, Mean> baselines() {
    Map<String, Mean> means = new LinkedHashMap<>();
    images.stream()
        .flatMap(image -> image.baselines().keySet().stream())
        .distinct()
        .forEach(
            name -> mean(image -> image.baselines().get(name)).ifPresent(m -> means.put(name, m)));
    return means.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(java.util.Comparator.comparingDouble(Mean::value)))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }
}
