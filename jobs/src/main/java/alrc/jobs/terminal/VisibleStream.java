package alrc.jobs.terminal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stream that prints visible text only. What is printed as one string is one line; what comes as
 * bytes, as from a {@code PrintWriter} around it, may have several.
 */
final class VisibleStream extends PrintStream {
  private static final String INDENT = "    ";

  private final PrintStream raw;
  private final Fold fold;

  VisibleStream(PrintStream raw) {
    this(raw, Fold.NONE);
  }

  /**
   * A stream on another.
   *
   * @param fold of lines that are wider than the terminal
   */
  VisibleStream(PrintStream raw, Fold fold) {
    super(new VisibleBytes(raw), true, StandardCharsets.UTF_8);
    this.raw = raw;
    this.fold = fold;
  }

  PrintStream raw() {
    return raw;
  }

  /** Tabs at the beginning, as in a stack trace, indent. */
  @Override
  public void print(@Nullable String text) {
    String whole = String.valueOf(text);
    String rest = whole.replaceFirst("^\\t+", "");
    String line = INDENT.repeat(whole.length() - rest.length()) + VisibleText.line(rest);
    super.print(fold.apply(line));
  }

  @Override
  public void print(@Nullable Object value) {
    print(String.valueOf(value));
  }

  @Override
  public PrintStream printf(String format, @Nullable Object... values) {
    return format(Locale.ROOT, format, values);
  }

  @Override
  public PrintStream format(String format, @Nullable Object... values) {
    return format(Locale.ROOT, format, values);
  }

  @Override
  public PrintStream printf(@Nullable Locale locale, String format, @Nullable Object... values) {
    return format(locale, format, values);
  }

  /** The line end at the end of a format is one; the values have none. */
  @Override
  public PrintStream format(@Nullable Locale locale, String format, @Nullable Object... values) {
    String text = String.format(locale, format, values);
    String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    if (line.equals(text)) {
      print(line);
    } else {
      println(line);
    }
    return this;
  }

  /** Decodes bytes of UTF-8, which may be cut anywhere, and prints what they stand for. */
  private static final class VisibleBytes extends OutputStream {
    private final PrintStream raw;
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer rest = ByteBuffer.allocate(0);

    VisibleBytes(PrintStream raw) {
      this.raw = raw;
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
      ByteBuffer all = ByteBuffer.allocate(rest.remaining() + count);
      all.put(rest).put(bytes, from, count).flip();
      CharBuffer text = CharBuffer.allocate(all.remaining());
      decoder.decode(all, text, false);
      rest = ByteBuffer.allocate(all.remaining()).put(all).flip();
      ProgressLine.clear();
      raw.print(VisibleText.block(text.flip().toString()));
    }

    @Override
    public void flush() {
      raw.flush();
    }

    @Override
    public void close() {
      raw.close();
    }
  }
}
