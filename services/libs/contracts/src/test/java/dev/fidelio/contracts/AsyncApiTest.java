package dev.fidelio.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds {@code services/asyncapi.yaml} to the records and topics. */
class AsyncApiTest {

  private static final String SCHEMAS = "#/components/schemas/";
  private static final Map<Type, String> PLAIN =
      Map.of(
          String.class, "string",
          int.class, "integer",
          long.class, "integer",
          Integer.class, "integer",
          Long.class, "integer",
          double.class, "number",
          Double.class, "number",
          boolean.class, "boolean",
          Instant.class, "string");

  private static JsonNode api;

  @BeforeAll
  static void read() throws IOException {
    api = new ObjectMapper(new YAMLFactory()).readTree(Path.of("../../asyncapi.yaml").toFile());
  }

  @Test
  void everyTopicIsAChannelOfItsMessages() {
    Map<String, Set<String>> expected = new TreeMap<>();
    for (Topic topic : Topic.values()) {
      expected.put(topic.plainName(), new TreeSet<>());
    }
    expected.get(Topic.EXPERIMENT_REQUESTED.plainName()).add("experiment");
    GoldenRecords.all()
        .forEach(payload -> expected.get(payload.topic().plainName()).add(payload.type()));

    Map<String, Set<String>> channels = new TreeMap<>();
    api.path("channels")
        .properties()
        .forEach(
            channel -> channels.put(channel.getKey(), names(channel.getValue().path("messages"))));
    assertThat(channels).isEqualTo(expected);
    api.path("channels")
        .properties()
        .forEach(
            channel ->
                assertThat(channel.getValue().path("address").asText())
                    .isEqualTo(channel.getKey()));
  }

  @Test
  void everyMessageHasTheFieldsOfItsRecord() {
    Deque<Class<?>> open = new ArrayDeque<>(Payload.types().values());
    open.add(Experiment.class);
    Set<Class<?>> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Class<?> type = open.remove();
      if (seen.add(type)) {
        check(type, open);
      }
    }

    Payload.types()
        .forEach(
            (name, type) ->
                assertThat(message(name))
                    .as("payload of " + name)
                    .isEqualTo(SCHEMAS + type.getSimpleName()));
    assertThat(message("experiment")).isEqualTo(SCHEMAS + "Experiment");
    Set<String> schemas = new TreeSet<>(names(api.at("/components/schemas")));
    schemas.remove("CloudEvent");
    assertThat(schemas).containsExactlyElementsOf(sorted(seen));
  }

  private static void check(Class<?> type, Deque<Class<?>> open) {
    JsonNode schema = api.at("/components/schemas/" + type.getSimpleName());
    if (type.isEnum()) {
      List<String> values =
          Arrays.stream(type.getEnumConstants())
              .map(value -> Json.mapper().valueToTree(value).asText())
              .toList();
      assertThat(schema.path("enum"))
          .as(type.getSimpleName())
          .map(JsonNode::asText)
          .isEqualTo(values);
      return;
    }
    JsonNode properties = schema.path("properties");
    Set<String> fields = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      fields.add(component.getName());
      checkType(
          component.getGenericType(),
          properties.path(component.getName()),
          type.getSimpleName() + "." + component.getName(),
          open);
    }
    assertThat(names(properties)).as(type.getSimpleName()).isEqualTo(fields);
  }

  private static void checkType(Type type, JsonNode schema, String where, Deque<Class<?>> open) {
    if (type instanceof ParameterizedType generic) {
      boolean isList = generic.getRawType() == List.class;
      assertThat(schema.path("type").asText()).as(where).isEqualTo(isList ? "array" : "object");
      Type[] arguments = generic.getActualTypeArguments();
      String within = isList ? "items" : "additionalProperties";
      checkType(arguments[arguments.length - 1], schema.path(within), where, open);
    } else if (PLAIN.containsKey(type)) {
      assertThat(schema.path("type").asText()).as(where).isEqualTo(PLAIN.get(type));
    } else if (type != Object.class) {
      Class<?> other = (Class<?>) type;
      assertThat(schema.path("$ref").asText()).as(where).isEqualTo(SCHEMAS + other.getSimpleName());
      open.add(other);
    }
  }

  private static String message(String name) {
    return api.at("/components/messages/" + name).path("payload").path("$ref").asText();
  }

  private static Set<String> sorted(Set<Class<?>> types) {
    Set<String> names = new TreeSet<>();
    types.forEach(type -> names.add(type.getSimpleName()));
    return names;
  }

  private static Set<String> names(JsonNode object) {
    return new TreeSet<>(
        StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
            .toList());
  }
}
