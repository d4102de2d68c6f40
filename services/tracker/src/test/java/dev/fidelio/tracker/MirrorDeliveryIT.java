package dev.fidelio.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MessageBuilder;
import dev.fidelio.messaging.ReceivedEvent;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleModel;
import dev.fidelio.tracker.mirror.MlflowProjector;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Properties of the mirror, on cases that are chosen at random; a failure names its seed. */
@QuarkusTest
@WithTestResource(TrackerServers.class)
class MirrorDeliveryIT {

  private static final int CASES = 1;

  @Inject ArtifactStore store;
  @Inject MlflowProjector projector;
  @Inject MlflowReader mlflowReader;

  @Test
  void anyDuplicationAndAnyInterleavingGiveTheSameRuns() {
    long first = Long.getLong("fidelio.test.seed", System.nanoTime());
    List<ExampleExperiment> plain = examples();
    projector.apply(received(stories(plain)), Map.of());
    Map<String, Object> expected = seen(plain);

    for (long seed = first; seed < first + CASES; seed++) {
      List<ExampleExperiment> examples = examples();
      projector.apply(delivered(stories(examples), new Random(seed)), Map.of());

      assertThat(seen(examples)).as("-Dfidelio.test.seed=%d", seed).isEqualTo(expected);
    }
  }

  @Test
  void ofSeveralFactsWithOneNameTheFirstStands() {
    List<ExampleExperiment> plain = examples();
    projector.apply(received(stories(plain)), Map.of());
    List<ExampleExperiment> examples = examples();
    List<List<Message>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      ExampleExperiment example = examples.get(i);
      List<Message> first = stories(examples).get(i);
      List<Message> second =
          forged(
              MirroredExamples.of(example.id(), example.model() + "-forged").withFilesIn(store),
              first);
      both.add(alternating(first, second));
      both.add(second);
    }
    both.add(stories(examples).get(2));

    projector.apply(received(both), Map.of());

    assertThat(seen(examples)).isEqualTo(seen(plain));
  }

  /** Other facts with the names of the given ones. */
  private static List<Message> forged(ExampleExperiment example, List<Message> named) {
    List<Message> forged =
        new ArrayList<>(
            List.of(
                example.accepted(),
                example.started(1),
                example.epoch(1, 1.5),
                example.epoch(2, 0.5)));
    forged.addAll(List.of(example.trained(), example.sampled(), example.scorecard("default", 99)));
    if (named.size() < forged.size()) {
      forged.subList(4, 7).clear();
      forged.add(example.failed("forged"));
    }
    return forged.stream()
        .map(
            message ->
                MessageBuilder.builder(message)
                    .id("forged-" + message.id())
                    .time(message.time().plusSeconds(500))
                    .build())
        .toList();
  }

  private static List<Message> alternating(List<Message> first, List<Message> second) {
    List<Message> both = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      both.addAll(List.of(first.get(i), second.get(i)));
    }
    return both;
  }

  private static List<ReceivedEvent> received(List<List<Message>> stories) {
    return stories.stream().flatMap(List::stream).map(MirrorDeliveryIT::received).toList();
  }

  /** One that completes, one that goes on from it and is cancelled; both of one model. */
  private List<ExampleExperiment> examples() {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    ExampleExperiment one =
        MirroredExamples.of("one-" + unique, "model-" + unique).withFilesIn(store);
    return List.of(
        one,
        MirroredExamples.of("two-" + unique, one.model())
            .withResumeFrom(one.id())
            .withFilesIn(store));
  }

  private static List<List<Message>> stories(List<ExampleExperiment> examples) {
    ExampleExperiment one = examples.get(0);
    ExampleExperiment two = examples.get(1);
    ExampleModel model = new ExampleModel(one.model());
    List<Message> cancelled = new ArrayList<>(MirroredExamples.training(two));
    cancelled.add(two.cancelled("too slow"));
    return List.of(
        MirroredExamples.whole(one),
        cancelled,
        List.of(model.registered(1, one), model.moved("champion", 1, 2)));
  }

  /** In order within each story, in any order between them, with repetitions of what was last. */
  private static List<ReceivedEvent> delivered(List<List<Message>> stories, Random random) {
    List<ReceivedEvent> delivered = new ArrayList<>();
    int[] next = new int[stories.size()];
    int left = stories.stream().mapToInt(List::size).sum();
    while (left > 0) {
      int chosen = random.nextInt(next.length);
      List<Message> story = stories.get(chosen);
      if (next[chosen] < story.size()) {
        delivered.add(received(story.get(next[chosen]++)));
        left--;
        if (random.nextInt(4) == 0) {
          story
              .subList(random.nextInt(next[chosen]), next[chosen])
              .forEach(again -> delivered.add(received(again)));
        }
      }
    }
    return delivered;
  }

  private static ReceivedEvent received(Message message) {
    Coordinates at = new Coordinates("delivery", 0, 0, Instant.EPOCH);
    return new ReceivedEvent(message, message.payload().orElseThrow(), at);
  }

  /** What a person sees, without the names that differ from case to case. */
  private Map<String, Object> seen(List<ExampleExperiment> examples) {
    String unique = examples.get(0).id().substring("one-".length());
    Map<String, Object> all = new TreeMap<>();
    for (ExampleExperiment example : examples) {
      Map<String, String> tags = new TreeMap<>();
      mlflowReader.tags(example).forEach((tag, value) -> tags.put(tag, value.replace(unique, "")));
      tags.keySet().removeIf(tag -> tag.startsWith("fidelio.fact."));
      all.put(
          example.id().replace(unique, ""),
          List.of(
              mlflowReader.runs(example).size(),
              mlflowReader.status(example),
              mlflowReader.run(example).getInfo().getEndTime(),
              new TreeMap<>(mlflowReader.params(example)),
              tags,
              mlflowReader.points(example, "test_loss"),
              mlflowReader.points(example, "fid"),
              mlflowReader.datasets(example),
              mlflowReader.artifacts(example)));
    }
    ExampleExperiment one = examples.get(0);
    all.put("versions", mlflowReader.versions(one).size());
    all.put("description", mlflowReader.versions(one).get(0).getDescription().replace(unique, ""));
    all.put("aliases", mlflowReader.aliases(one));
    return all;
  }
}
