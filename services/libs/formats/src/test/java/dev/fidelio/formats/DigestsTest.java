package dev.fidelio.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigestsTest {

  /** FIPS 180-4's example. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static final byte[] CONTENT = "abc".getBytes(StandardCharsets.US_ASCII);

  @Test
  void aContentAndAStreamHaveTheDigestOfTheStandard() throws IOException {
    assertThat(Digests.sha256(CONTENT)).isEqualTo(ABC);
    assertThat(Digests.sha256(new ByteArrayInputStream(CONTENT))).isEqualTo(ABC);
  }

  @Test
  void onlyTheRestOfAStreamCounts() throws IOException {
    ByteArrayInputStream stream =
        new ByteArrayInputStream("xabc".getBytes(StandardCharsets.US_ASCII));
    stream.read();

    assertThat(Digests.sha256(stream)).isEqualTo(ABC);
  }
}
