package dev.fidelio.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MessageBuilder;
import dev.fidelio.messaging.ReceivedEvent;
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
    List<Life> plain = lives();
    projector.apply(received(stories(plain)), Map.of());
    Map<String, Object> expected = seen(plain);

    for (long seed = first; seed < first + CASES; seed++) {
      List<Life> lives = lives();
      projector.apply(delivered(stories(lives), new Random(seed)), Map.of());

      assertThat(seen(lives)).as("-Dfidelio.test.seed=%d", seed).isEqualTo(expected);
    }
  }

  @Test
  void ofSeveralFactsWithOneNameTheFirstStands() {
    List<Life> plain = lives();
    projector.apply(received(stories(plain)), Map.of());
    List<Life> lives = lives();
    List<List<Message>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Life life = lives.get(i);
      List<Message> first = stories(lives).get(i);
      List<Message> second = forged(new Life(life.id, life.model + "-forged", store), first);
      both.add(alternating(first, second));
      both.add(second);
    }
    both.add(stories(lives).get(2));

    projector.apply(received(both), Map.of());

    assertThat(seen(lives)).isEqualTo(seen(plain));
  }

  /** Other facts with the names of the given ones. */
  private static List<Message> forged(Life life, List<Message> named) {
    List<Message> forged =
        new ArrayList<>(
            List.of(life.accepted(), life.started(), life.epoch(1, 1.5), life.epoch(2, 0.5)));
    forged.addAll(List.of(life.trained(), life.sampled(), life.evaluated(99)));
    if (named.size() < forged.size()) {
      forged.subList(4, 7).clear();
      forged.add(life.failed("forged"));
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
  private List<Life> lives() {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    Life one = new Life("one-" + unique, "model-" + unique, store);
    return List.of(one, new Life("two-" + unique, one.model, store, one.id));
  }

  private static List<List<Message>> stories(List<Life> lives) {
    Life one = lives.get(0);
    Life two = lives.get(1);
    List<Message> cancelled = new ArrayList<>(two.training());
    cancelled.add(two.cancelled("too slow"));
    return List.of(one.all(), cancelled, List.of(one.registered(1), one.moved("champion", 1, 2)));
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
  private Map<String, Object> seen(List<Life> lives) {
    String unique = lives.get(0).id.substring("one-".length());
    Map<String, Object> all = new TreeMap<>();
    for (Life life : lives) {
      Map<String, String> tags = new TreeMap<>();
      mlflowReader.tags(life).forEach((tag, value) -> tags.put(tag, value.replace(unique, "")));
      tags.keySet().removeIf(tag -> tag.startsWith("fidelio.fact."));
      all.put(
          life.id.replace(unique, ""),
          List.of(
              mlflowReader.runs(life).size(),
              mlflowReader.status(life),
              mlflowReader.run(life).getInfo().getEndTime(),
              new TreeMap<>(mlflowReader.params(life)),
              tags,
              mlflowReader.points(life, "test_loss"),
              mlflowReader.points(life, "fid"),
              mlflowReader.datasets(life),
              mlflowReader.artifacts(life)));
    }
    Life one = lives.get(0);
    all.put("versions", mlflowReader.versions(one).size());
    all.put("description", mlflowReader.versions(one).get(0).getDescription().replace(unique, ""));
    all.put("aliases", mlflowReader.aliases(one));
    return all;
  }
}
