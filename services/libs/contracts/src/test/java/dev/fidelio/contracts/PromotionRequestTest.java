package dev.fidelio.contracts;

import static dev.fidelio.contracts.Requests.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromotionRequestTest {

  @ParameterizedTest
  @ValueSource(strings = {"champion", "Champion_2", "-", "v1a", "latest-1"})
  void anEvaluatedModelMayBeToldWhichAliasToTake(String alias) {
    RequestReader.ParseResult result =
        read("{\"model\": \"m\", \"promotion\": {\"alias\": \"" + alias + "\"}}");

    assertThat(result.violations()).isEmpty();
    assertThat(result.experiment().promotion()).isEqualTo(new PromotionTarget(alias));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'alias': 'v1'}|promotion.alias",
        "{'alias': 'V12'}|promotion.alias",
        "{'alias': 'Latest'}|promotion.alias",
        "{'alias': 'a b'}|promotion.alias",
        "{'alias': ''}|promotion.alias",
        "{'alias': 1}|promotion.alias",
        "{}|promotion.alias",
        "[]|promotion",
        "{'alias': 'a', 'when': 1}|promotion.when"
      })
  void whatIsNoPromotionIsNamed(String promotion, String field) {
    RequestReader.ParseResult result =
        read("{\"model\": \"m\", \"promotion\": " + promotion.replace('\'', '"') + "}");

    assertThat(result.violations()).extracting(Violation::field).containsExactly(field);
  }
}
