package dev.fidelio.cli.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.experiments.ShowCommand;
import dev.fidelio.messaging.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one dead letter. */
@Command(name = "show", description = "Shows a dead letter with its headers and value.")
final class DeadLetterShowCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(
      paramLabel = "TOPIC-PARTITION@OFFSET",
      description = "the original position of the record, as listed")
  private String record;

  @Override
  public Integer call() {
    DeadLetter letter = new DeadLetterClient(output.addresses()).about(record);
    ObjectNode json = DeadLetterClient.summary(letter);
    put(json, "key", letter.record().key());
    ObjectNode headers = json.putObject("headers");
    for (Header header : letter.record().headers()) {
      put(headers, header.key(), header.value());
    }
    put(json, "value", letter.record().value());
    output.print(json, ShowCommand.text(json));
    return 0;
  }

  /** Text if it is valid UTF-8, else hexadecimal digits. */
  private static void put(ObjectNode json, String field, byte[] bytes) {
    if (bytes == null) {
      json.putNull(field);
      return;
    }
    try {
      json.put(
          field, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException noText) {
      json.put(field, "0x" + HexFormat.of().formatHex(bytes));
    }
  }
}
