package alrc.stem.format.empad;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.SiblingSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Recognises the XML of an EMPAD, whose patterns are in the {@code .raw} that it names. */
public final class EmpadXmlReader implements ImageReader {
  private static final String FORMAT = "EMPAD XML";

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public boolean matches(ByteBuffer head) {
    byte[] first = new byte[head.limit()];
    head.get(0, first);
    String text = new String(first, StandardCharsets.ISO_8859_1).stripLeading();
    return text.startsWith("<root") || (text.startsWith("<?xml") && text.contains("<root"));
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    EmpadXml xml =
        EmpadXml.read(source)
            .orElseThrow(
                () ->
                    UnreadableImageException.notAMicrograph(
                        "XML that names no raw file of an EMPAD"));
    Optional<SiblingSource> raw = SiblingSource.find(source, xml.rawName());
    if (raw.isEmpty()) {
      throw UnreadableImageException.companion(
          FORMAT,
          "describes "
              + xml.rawName()
              + ", which contains the patterns and is not in the same folder");
    }
    return ImageFile.companion(
        FORMAT,
        List.of(EmpadReader.patterns(raw.get(), xml.frames(), maxPixels)),
        List.of(xml.rawName()));
  }
}
