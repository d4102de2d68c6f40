package dev.fidelio.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.DatasetIngested;
import dev.fidelio.contracts.DatasetIngestedBuilder;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.cvae.Architecture;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.Decoder;
import dev.fidelio.cvae.TrainingSettings;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.formats.Digests;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplerResourceTest {

  private static final String DATASET = "d".repeat(64);
  private static final String NAME = "checkpoints/epoch-0001.safetensors";
  private static final Checkpoint CHECKPOINT =
      Checkpoint.initial(
          new Architecture(6 * 5, 3, List.of(16, 8), 4), new TrainingSettings(32, 0.003, 1, 7));
  private static final String DIGEST = Digests.sha256(CHECKPOINT.toBytes());

  @TempDir Path folder;

  private final Compute compute = Compute.on("cpu", 1);
  private ArtifactStore store;
  private SamplerResource samples;

  @BeforeEach
  void keepAModel() {
    store = ArtifactStore.at(folder.toUri());
    store.publish("experiments/e-1/" + NAME, CHECKPOINT.toBytes());
    DatasetIngested dataset =
        DatasetIngestedBuilder.builder()
            .digest(DATASET)
            .name("small")
            .origin("here")
            .trainCount(10)
            .testCount(10)
            .height(6)
            .width(5)
            .classes(3)
            .testLabelCounts(List.of(4, 3, 3))
            .files(List.of())
            .build();
    new Datasets(store)
        .keep(DATASET, Map.of(), Message.of("event-1", Instant.EPOCH, "test", dataset));
    samples = new SamplerResource(new ModelCache(store, 1_000_000), new SampleGenerator(compute));
  }

  @Test
  void theSameRequestGivesTheSameBytesAlsoFromAnotherProcess() {
    SamplerResource other =
        new SamplerResource(new ModelCache(store, 0), new SampleGenerator(compute));

    for (String format : List.of("png", "npz")) {
      byte[] drawn = body(ask(samples, format, "0,2", "5", "1", "0.8"));

      assertThat(body(ask(samples, format, "0,2", "5", "1", "0.8"))).isEqualTo(drawn);
      assertThat(body(ask(other, format, "0,2", "5", "1", "0.8"))).isEqualTo(drawn);
      assertThat(body(ask(samples, format, "0,2", "5", "2", "0.8"))).isNotEqualTo(drawn);
      assertThat(body(ask(samples, format, "0,2", "5", "1", "0.9"))).isNotEqualTo(drawn);
    }
  }

  @Test
  void anArchiveHoldsLatentsImagesAndLabels() throws IOException {
    byte[] archive = body(ask(samples, "npz", "2,0", "2", "7", "1"));

    List<String> names = new ArrayList<>();
    List<byte[]> arrays = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        arrays.add(zip.readAllBytes());
      }
    }

    assertThat(names).containsExactly("latents.npy", "images.npy", "labels.npy");
    assertThat(new String(arrays.get(0), 10, 60)).contains("'<f4'", "(4,4,)");
    assertThat(new String(arrays.get(1), 10, 60)).contains("'<f4'", "(4,6,5,)");
    assertThat(arrays.get(2)).endsWith(2, 2, 0, 0);
    ByteBuffer images = ByteBuffer.wrap(arrays.get(1)).order(ByteOrder.LITTLE_ENDIAN).position(128);
    try (Decoder decoder = new Decoder(compute, CHECKPOINT)) {
      float[] drawn = decoder.sample(new int[] {2, 2, 0, 0}, 7, 1).images();
      for (float pixel : drawn) {
        assertThat(images.getFloat()).isEqualTo(pixel);
      }
    }
  }

  @Test
  void whatIsLeftOutHasADefault() {
    byte[] whole = body(ask(samples, "png", "0,1,2", "8", "1", "1"));

    assertThat(body(ask(samples, "png", null, null, null, null))).isEqualTo(whole);
    assertThat(body(ask(samples, "png", " 0, 1,2", "8", null, "1.0"))).isEqualTo(whole);
  }

  @Test
  void everythingThatIsWrongIsNamedWithWhatIsAllowed() {
    Response refused = ask(samples, "png", "0,3", "0", "-1", "NaN");
    Response tooMany = ask(samples, "npz", "0,1,2", "334", null, null);
    Response unreadable = ask(samples, "png", "zero,", "1e3", "", "11");

    assertThat(refused.getStatus()).isEqualTo(400);
    assertThat(fields(refused)).containsExactly("labels", "count", "seed", "temperature");
    assertThat(violations(refused).path(0).path("allowed").asText()).contains("from 0 to 2");
    assertThat(fields(tooMany)).containsExactly("count");
    assertThat(violations(tooMany).path(0).path("allowed").asText()).contains("1 to 333", "1000");
    assertThat(fields(unreadable)).containsExactly("labels", "count", "seed", "temperature");
    assertThat(
            fields(
                ask(
                    samples,
                    "png",
                    String.join(",", Collections.nCopies(1001, "0")),
                    "1",
                    "1",
                    "1")))
        .containsExactly("labels");
  }

  @Test
  void aModelWithoutItsWeightsIsAConflictThatSaysWhy() {
    store.publish("experiments/e-2/" + NAME, new byte[] {1, 2, 3});
    String damaged = Digests.sha256(new byte[] {1, 2, 3});

    Response gone = at("e-3", DIGEST, DATASET);
    Response altered = at("e-2", DIGEST, DATASET);
    Response unreadable = at("e-2", damaged, DATASET);
    Response homeless = at("e-1", DIGEST, "e".repeat(64));

    assertThat(gone.getEntity().toString()).endsWith("is not in the store");
    assertThat(altered.getEntity().toString()).contains("has the digest " + damaged);
    assertThat(unreadable.getEntity().toString()).contains("cannot be read");
    assertThat(homeless.getEntity().toString()).contains("data set");
    assertThat(List.of(gone, altered, unreadable, homeless))
        .extracting(Response::getStatus)
        .containsOnly(409);
  }

  private Response at(String experiment, String digest, String dataset) {
    return samples.samples("png", experiment, NAME, digest, dataset, null, null, null, null);
  }

  private static Response ask(
      SamplerResource resource,
      String format,
      String labels,
      String count,
      String seed,
      String temperature) {
    return resource.samples(format, "e-1", NAME, DIGEST, DATASET, labels, count, seed, temperature);
  }

  private static byte[] body(Response response) {
    assertThat(response.getStatus()).isEqualTo(200);
    return (byte[]) response.getEntity();
  }

  private static JsonNode violations(Response response) {
    return Json.read((byte[]) response.getEntity(), JsonNode.class);
  }

  private static List<String> fields(Response response) {
    return violations(response).findValuesAsText("field");
  }
}
