package dev.fidelio.cli.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HyperparameterOptionsTest {

  @Test
  void onlyOptionsThatAreSetAreFieldsOfTheRequest() {
    assertThat(fields()).isEqualTo("{}");
    assertThat(fields("--epochs", "3", "--hidden-sizes", "64,32", "--beta", "0.5"))
        .isEqualTo("{\"epochs\":3,\"hiddenSizes\":[64,32],\"beta\":0.5}");
  }

  private static String fields(String... arguments) {
    HyperparameterOptions options = new HyperparameterOptions();
    new CommandLine(options).parseArgs(arguments);
    return options.fields().toString();
  }
}
