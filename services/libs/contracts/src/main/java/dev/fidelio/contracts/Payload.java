package dev.fidelio.contracts;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The content of a record. Its type on the wire is its class name in kebab case. */
public sealed interface Payload permits Request, CancellationRequested, Fact, TrainingProgressed {

  /** The topic that records of this type go to. */
  Topic topic();

  /** The record key: records that must stay in order share it. */
  String key();

  /** The type on the wire, {@code ce_type}: {@code EpochCompleted} is {@code epoch-completed}. */
  default String type() {
    return typeOf(getClass());
  }

  /** The type on the wire of a payload class. */
  static String typeOf(Class<? extends Payload> payload) {
    return payload.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase();
  }

  /** Every payload class by its type on the wire. */
  static Map<String, Class<? extends Payload>> types() {
    return Types.BY_NAME;
  }

  /** Holds the table, so that it is built once. */
  final class Types {
    private static final Map<String, Class<? extends Payload>> BY_NAME =
        records(Payload.class)
            .collect(Collectors.toUnmodifiableMap(Payload::typeOf, Function.identity()));

    private Types() {}

    private static Stream<Class<? extends Payload>> records(Class<? extends Payload> type) {
      return type.isRecord()
          ? Stream.of(type)
          : Arrays.stream(type.getPermittedSubclasses())
              .flatMap(permitted -> records(permitted.asSubclass(Payload.class)));
    }
  }
}
