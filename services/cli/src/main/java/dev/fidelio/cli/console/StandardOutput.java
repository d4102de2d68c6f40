package dev.fidelio.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;

/** Standard output that keeps its first failure, which a writer only swallows. */
public final class StandardOutput {

  /** How a pipe ends whose reader, such as head, has read enough. */
  private static final String READER_HAS_LEFT = "Broken pipe";

  private final PrintWriter writer;
  private IOException failure;

  public StandardOutput() {
    this(new FileOutputStream(FileDescriptor.out));
  }

  StandardOutput(OutputStream stream) {
    this.writer = new PrintWriter(new FailureRecorder(stream), true, Charset.defaultCharset());
  }

  /** Where commands print. */
  public PrintWriter writer() {
    return writer;
  }

  /** Why not all output was written; empty if it was, or if its reader did not want all of it. */
  public Optional<String> problem() {
    writer.flush();
    return Optional.ofNullable(failure)
        .map(IOException::getMessage)
        .filter(message -> !READER_HAS_LEFT.equals(message));
  }

  private final class FailureRecorder extends OutputStream {

    private final OutputStream stream;

    private FailureRecorder(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        stream.write(bytes, from, length);
      } catch (IOException e) {
        failure = failure == null ? e : failure;
        throw e;
      }
    }
  }
}
