package dev.fidelio.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleScores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Checkpoints are read while no row is locked, however long reading takes. */
@QuarkusTest
@TestProfile(PausingStore.Profile.class)
@QuarkusTestResource(RegistryServers.class)
class CheckpointVerificationIT {

  @Inject Publisher publisher;
  @Inject PausingStore store;
  @Inject DataSource database;

  @Test
  void aPromotionLocksTheModelOnlyAfterTheCheckpointWasRead() throws Exception {
    ChampionAlias champion = new ChampionAlias(publisher, store, "slow-promotion");
    champion.versions(12);

    CompletableFuture<Response> promoted;
    try (PausingStore.Pause read = store.pause(checkpoint("slow-promotion-1"))) {
      promoted = CompletableFuture.supplyAsync(() -> champion.promote(1));
      read.awaitRead();
      assertThat(lockable("slow-promotion")).isTrue();
    }

    assertThat(promoted.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
  }

  @Test
  void aRollbackLocksTheModelOnlyAfterTheCheckpointWasRead() throws Exception {
    ChampionAlias champion = promoted("slow-rollback", 1, 2);

    CompletableFuture<Response> rolledBack;
    try (PausingStore.Pause read = store.pause(checkpoint("slow-rollback-1"))) {
      rolledBack = CompletableFuture.supplyAsync(champion::rollBack);
      read.awaitRead();
      assertThat(lockable("slow-rollback")).isTrue();
    }

    assertThat(rolledBack.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(champion.held()).isEqualTo(1);
  }

  @Test
  void aRollbackWhoseCandidateChangesMeanwhileVerifiesTheNewOne() throws Exception {
    ChampionAlias champion = promoted("raced-rollback", 1, 2);

    CompletableFuture<Response> rolledBack;
    try (PausingStore.Pause read = store.pause(checkpoint("raced-rollback-1"))) {
      rolledBack =
          CompletableFuture.supplyAsync(
              () -> given().header("If-Match", "*").post(champion.path() + "/rollback"));
      read.awaitRead();
      champion.promote(3);
      store.remove(checkpoint("raced-rollback-2"));
    }

    Response refused = rolledBack.get(30, TimeUnit.SECONDS);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.jsonPath().getList("findings.code")).isEqualTo(List.of("checkpoint-gone"));
    assertThat(refused.jsonPath().getString("findings[0].need")).contains("epoch-0002");
    assertThat(champion.held()).isEqualTo(3);
  }

  @Test
  void anAutomaticPromotionLocksTheModelOnlyAfterTheCheckpointWasRead() throws Exception {
    ChampionAlias champion = promoted("slow-request", 1);
    ExampleExperiment example =
        CommittedExamples.of("slow-request-9", "slow-request", 9)
            .withPromotion("champion")
            .withModelIn(store);
    publisher.publish(example.untilTrained());

    try (PausingStore.Pause read = store.pause(checkpoint(example.id()))) {
      publisher.publish(
          List.of(example.sampled(), example.evaluated("default", ExampleScores.EXTRACTOR, 1)));
      read.awaitRead();
      assertThat(lockable("slow-request")).isTrue();
    }

    RegistryRest.when("/api/v1/experiments/" + example.id(), "promotion.promoted", true);
    assertThat(champion.held()).isEqualTo(4);
  }

  private ChampionAlias promoted(String model, int... versions) {
    ChampionAlias champion = new ChampionAlias(publisher, store, model);
    champion.versions(12, 11, 10);
    for (int version : versions) {
      champion.promote(version);
    }
    return champion;
  }

  private static String checkpoint(String experimentId) {
    return "experiments/" + experimentId + "/checkpoints/epoch-0002.safetensors";
  }

  /** Whether another transaction can lock the model's row and the reader's positions at once. */
  private boolean lockable(String model) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement lock =
              connection.prepareStatement(
                  "select name from registry.model where name = ? for update skip locked");
          PreparedStatement positions =
              connection.prepareStatement(
                  "select topic from registry.position for update skip locked")) {
        lock.setString(1, model);
        try (ResultSet row = lock.executeQuery();
            ResultSet position = positions.executeQuery()) {
          return row.next() && position.next();
        }
      } finally {
        connection.rollback();
      }
    }
  }
}
