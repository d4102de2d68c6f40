package dev.fidelio.bench.malformed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** A way to corrupt a JSON object that contains the experiment id {@value #ID}. */
enum Malformation {
  RANDOM_BYTES {
    @Override
    byte[] corrupt(String json, Random random) {
      byte[] bytes = new byte[random.nextInt(1, LONGEST)];
      random.nextBytes(bytes);
      return bytes;
    }
  },
  CUT_JSON {
    @Override
    byte[] corrupt(String json, Random random) {
      byte[] bytes = utf8(json);
      return Arrays.copyOf(bytes, random.nextInt(1, bytes.length));
    }
  },
  DEEP_NESTING {
    @Override
    byte[] corrupt(String json, Random random) {
      int depth = random.nextInt(2_000, 20_000);
      return replaced(json, "[".repeat(depth) + "]".repeat(depth));
    }
  },
  HUGE_NUMBER {
    @Override
    byte[] corrupt(String json, Random random) {
      return replaced(json, "9".repeat(random.nextInt(100, 5_000)));
    }
  },
  WRONG_TYPE {
    @Override
    byte[] corrupt(String json, Random random) {
      String[] wrong = {"{}", "[]", "[\"a\"]", "{\"a\": 1}"};
      return random.nextBoolean()
          ? replaced(json, wrong[random.nextInt(wrong.length)])
          : utf8(random.nextBoolean() ? "\"text\"" : Integer.toString(random.nextInt()));
    }
  },
  NUL {
    @Override
    byte[] corrupt(String json, Random random) {
      return replaced(json, "\"a\\u0000" + random.nextInt() + "\"");
    }
  },
  LONE_SURROGATE {
    @Override
    byte[] corrupt(String json, Random random) {
      return replaced(json, "\"a\\ud8" + random.nextInt(10, 100) + "b\"");
    }
  },
  DUPLICATE_KEY {
    @Override
    byte[] corrupt(String json, Random random) {
      return utf8(
          json.replace(FIELD, FIELD + "\"twice-" + random.nextInt(1 << 20) + "\"," + FIELD));
    }
  };

  /** The experiment's id as it occurs in the object. */
  static final String ID = "\"malformed\"";

  private static final String FIELD = "\"experimentId\":";
  private static final int LONGEST = 300;

  /**
   * Corrupts an object.
   *
   * @param json contains {@code "experimentId":"malformed"}, without spaces
   */
  abstract byte[] corrupt(String json, Random random);

  private static byte[] replaced(String json, String value) {
    return utf8(json.replace(FIELD + ID, FIELD + value));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
