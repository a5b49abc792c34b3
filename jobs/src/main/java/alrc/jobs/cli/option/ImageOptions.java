package alrc.jobs.cli.option;

import alrc.settings.UserMistake;
import alrc.stem.prepare.FrameChoice;
import alrc.stem.prepare.ImageChoice;
import alrc.stem.prepare.TitlePattern;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Which images of a file are used. */
public final class ImageOptions {
  @Option(
      names = "--frames",
      paramLabel = "none|first|all|mean|sum|N",
      description = "frames of stacks to use (default: ${DEFAULT-VALUE}: stacks are rejected)")
  private String frames = "none";

  @Option(names = "--sum", description = "the same as --frames sum: the sum of a stack's frames")
  private boolean sum;

  @Option(
      names = "--dataset",
      paramLabel = "PATH",
      description =
          "the array to use in HDF5 and Zarr files, for example entry/data/counts; files without"
              + " it are rejected")
  private String dataset = "";

  @Option(
      names = "--images",
      paramLabel = "title=PATTERN",
      description =
          "use only images whose title or detector matches, also element maps, for example"
              + " title=HAADF or 'title=HAADF|DF*'")
  private String images = "";

  /** Returns the choice. */
  public ImageChoice parsed() {
    if (sum && !frames.equals("none") && !frames.equals("sum")) {
      throw new UserMistake("--sum with --frames " + frames + ": choose one of them");
    }
    String way = sum ? "sum" : frames;
    FrameChoice chosenFrames = OptionValue.of("--frames", way, FrameChoice::parse);
    TitlePattern titles = OptionValue.of("--images", images, TitlePattern::new);
    Function<String, ImageChoice> choice = path -> new ImageChoice(chosenFrames, path, titles);
    return OptionValue.of("--dataset", dataset, choice);
  }
}
