package dev.fidelio.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.evaluator.ReferenceStore.Key;
import dev.fidelio.fid.Features;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceStoreTest {
  private static final Key KEY = new Key("d", "test", "e", "p");

  @TempDir Path folder;

  @Test
  void twoEvaluatorsThatNeedThemAtOnceEndWithOneCopy() throws Exception {
    ArtifactStore store = ArtifactStore.at(folder.toUri());
    CyclicBarrier both = new CyclicBarrier(2);
    ExecutorService evaluators = Executors.newFixedThreadPool(2);

    List<Future<ReferenceSet>> found =
        Stream.of(1f, 2f)
            .map(
                shift ->
                    evaluators.submit(
                        () ->
                            new ReferenceStore(store)
                                .of(
                                    KEY,
                                    () -> {
                                      await(both);
                                      return set(shift);
                                    })))
            .toList();
    ReferenceSet one = found.get(0).get();
    ReferenceSet other = found.get(1).get();
    evaluators.shutdown();

    assertThat(other.distance().reference().mean()).isEqualTo(one.distance().reference().mean());
    assertThat(other.set().features().vector(0)).isEqualTo(one.set().features().vector(0));
    assertThat(store.list(KEY.folder())).contains("reference.json", "features", "statistics");
  }

  @Test
  void whatWasStoredIsReadBackToTheLastBit() {
    ArtifactStore store = ArtifactStore.at(folder.toUri());
    ReferenceSet computed = new ReferenceStore(store).of(KEY, () -> set(1));

    ReferenceSet read =
        new ReferenceStore(store)
            .of(
                KEY,
                () -> {
                  throw new AssertionError("asked again");
                });

    assertThat(read.distance().reference().covariance())
        .isEqualTo(computed.distance().reference().covariance());
    assertThat(read.set().labels()).isEqualTo(computed.set().labels());
  }

  @Test
  void aDamagedCopyIsComputedAgain() throws Exception {
    ArtifactStore store = ArtifactStore.at(folder.toUri());
    new ReferenceStore(store).of(KEY, () -> set(1));
    Path features = folder.resolve(KEY.folder()).resolve("features");
    Files.delete(features);
    Files.write(features, new byte[8]);

    ReferenceSet computed = new ReferenceStore(store).of(KEY, () -> set(5));

    assertThat(computed.set().features().vector(0)[0]).isEqualTo(5);
  }

  private static void await(CyclicBarrier both) {
    try {
      both.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Three vectors of two features. */
  private static FeatureSet set(float shift) {
    float[][] vectors = {{shift, 2}, {3, shift + 1}, {5, 1}};
    return new FeatureSet(Features.of(vectors), new byte[] {0, 1, 2});
  }
}
