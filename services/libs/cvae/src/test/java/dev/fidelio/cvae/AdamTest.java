package dev.fidelio.cvae;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AdamTest {

  @Test
  void theArchiveIsTheOneWhoseDigestStandsBesideIt() throws NoSuchAlgorithmException {
    byte[] archive = Fixture.resource("adam.pt");
    String expected = new String(Fixture.resource("adam.pt.sha256"), StandardCharsets.US_ASCII);

    byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);

    assertThat(expected).isEqualTo(HexFormat.of().formatHex(digest) + "  adam.pt\n");
  }
}
