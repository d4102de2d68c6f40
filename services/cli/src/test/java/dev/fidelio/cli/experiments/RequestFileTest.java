package dev.fidelio.cli.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.cli.client.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFileTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"model\":\"a\"}\n{\"model\":\"b\"}\n", "{\"model\":\"a\"}{\"model\":\"b\"}"})
  void everyRequestIsRead(String content) throws IOException {
    List<ObjectNode> requests = RequestFile.read(file(content));

    assertThat(requests)
        .extracting(request -> request.path("model").asText())
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} 7 | request 2: 7 is not a JSON object",
        "{} null | request 2: null is not a JSON object",
        "{\"experimentId\": null} | experimentId is null",
        "{\"experimentId\": 7} | experimentId is 7",
        "{} {\"experimentId\": true} | request 2: experimentId is true",
        "{\"tags\": \"vision\"} | tags is \"vision\"",
        "{\"hyperparameters\": 3} | hyperparameters is 3",
        "{\"model\": \"a\", \"model\": \"b\"} | Duplicate field 'model'",
        "{} {\"model\" | Unexpected end-of-input",
        "[{}] | is not a JSON object",
        "'' | does not hold a JSON object",
      })
  void aFileIsRefusedAsAWholeForOneRequestThatIsWrong(String content, String why)
      throws IOException {
    String file = file(content);

    assertThatThrownBy(() -> RequestFile.read(file))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aTemplateIsOneRequest() throws IOException {
    String file = file("{} {}");

    assertThatThrownBy(() -> RequestFile.readOne(file))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("more than one");
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("request.json"), content).toString();
  }
}
