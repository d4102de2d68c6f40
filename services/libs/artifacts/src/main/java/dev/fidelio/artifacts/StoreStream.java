package dev.fidelio.artifacts;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file of the store: that it cannot be read to its end means that the store is unavailable. */
final class StoreStream extends FilterInputStream {

  private final String name;

  StoreStream(InputStream content, String name) {
    super(content);
    this.name = name;
  }

  @Override
  public int read() {
    try {
      return super.read();
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    try {
      return super.read(bytes, offset, length);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private StoreUnavailableException unavailable(IOException cause) {
    return new StoreUnavailableException(
        "artifact store: cannot read " + name + ": " + cause, cause);
  }
}
