package alrc.jobs.inspect;

import alrc.jobs.storage.InputSource;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A micrograph that is asked for by its path.
 *
 * @param path of the file
 * @param dataset path of the array in the file; empty for the images that are found
 * @param pixels rows and columns of the values to print, such as {@code 0,0}
 * @param png a file for its first image; empty for none
 * @param maxPixels of an image
 */
public record InspectedMicrograph(
    String path, String dataset, List<String> pixels, String png, long maxPixels) {
  /** Copies the list. */
  public InspectedMicrograph {
    pixels = List.copyOf(pixels);
  }

  /**
   * Reads it, and writes the picture where one is asked for.
   *
   * @throws UserMistake if it cannot be read, or has no image for the picture
   */
  public Map<String, Object> facts(Storage storage) throws IOException {
    List<int[]> positions = pixels.stream().map(InspectedMicrograph::position).toList();
    try (SeekableSource source = InputSource.openAt(storage, path, path)) {
      ImageFile file = ImageReaders.open(source, maxPixels, dataset);
      Map<String, Object> facts = new MicrographFacts(positions).of(file);
      if (!png.isEmpty()) {
        if (file.images().isEmpty()) {
          throw new UserMistake("--png " + png + ": " + path + " contains no image");
        }
        Picture.write(file.images().get(0), Path.of(png));
      }
      return facts;
    } catch (UnreadableImageException rejected) {
      throw new UserMistake(
          path + ": " + rejected.kind().reason() + ": " + rejected.getMessage(), rejected);
    } catch (FileNotFoundException absent) {
      throw new UserMistake("inspect " + path + ": " + absent.getMessage(), absent);
    } catch (java.nio.file.AccessDeniedException denied) {
      throw new UserMistake(path + ": cannot be read (permission denied)", denied);
    }
  }

  private static int[] position(String pixel) {
    if (!pixel.matches("\\d{1,9},\\d{1,9}")) {
      throw new UserMistake("--pixel " + pixel + ": must be ROW,COLUMN, whole numbers from 0");
    }
    String[] parts = pixel.split(",", 2);
    return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
  }
}
