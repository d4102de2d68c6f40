package dev.fidelio.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"ada", "Жанна", "Jürgen", "李 雷", "a+b%20c", "UTF-8''x", "𝒜da", "tab\there", "~"})
  void aNameOfAnyScriptArrivesAsItWasSent(String name) {
    String value = HeaderText.encode(name);

    assertThat(value).matches("[ -~]+");
    assertThat(HeaderText.decode(value)).isEqualTo(name);
  }

  @Test
  void plainUtf8AndPlainLatin1AreBothRead() {
    byte[] utf8 = "Jürgen".getBytes(StandardCharsets.UTF_8);

    assertThat(HeaderText.decode(new String(utf8, StandardCharsets.ISO_8859_1)))
        .isEqualTo("Jürgen");
    assertThat(HeaderText.decode("Jürgen")).isEqualTo("Jürgen");
  }

  @Test
  void aMalformedPercentSignIsRefused() {
    assertThatThrownBy(() -> HeaderText.decode("UTF-8''%zz"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
