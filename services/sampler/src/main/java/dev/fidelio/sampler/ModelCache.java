package dev.fidelio.sampler;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.DatasetIngested;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.cvae.DamagedCheckpointException;
import dev.fidelio.datasets.Datasets;
import dev.fidelio.formats.Digests;

/** Loads models from the store and caches the recently used ones. */
final class ModelCache {

  private final ArtifactStore store;
  private final Datasets datasets;
  private final Cache<Place, LoadedModel> recent;

  /**
   * @param bytes how much the weights in memory may take together; a larger model is read anew each
   *     time
   */
  ModelCache(ArtifactStore store, long bytes) {
    this.store = store;
    this.datasets = new Datasets(store);
    this.recent =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher(
                (Place place, LoadedModel loadedModel) ->
                    (int) Math.min(loadedModel.size(), Integer.MAX_VALUE))
            .build();
  }

  /**
   * Where a model is.
   *
   * @param experiment the id of the experiment that trained it
   * @param checkpoint the name of its checkpoint among the experiment's files
   * @param digest SHA-256 of that
   * @param dataset the digest of the data set that it was trained on
   */
  record Place(String experiment, String checkpoint, String digest, String dataset) {}

  /**
   * The model.
   *
   * @throws NoWeightsException if its weights or its data set are not in the store, or not what
   *     they were
   */
  LoadedModel at(Place place) {
    return recent.get(place, this::read);
  }

  private LoadedModel read(Place place) {
    String path = StoreLayout.experiment(place.experiment()).path(place.checkpoint());
    byte[] file =
        store
            .read(path)
            .orElseThrow(() -> new NoWeightsException(path + " is not in the store", null));
    String digest = Digests.sha256(file);
    if (!digest.equals(place.digest())) {
      throw new NoWeightsException(
          "%s has the digest %s and should have %s".formatted(path, digest, place.digest()), null);
    }
    DatasetIngested dataset =
        datasets
            .find(place.dataset())
            .orElseThrow(
                () ->
                    new NoWeightsException(
                        "the data set %s is not in the store".formatted(place.dataset()), null));
    try {
      return new LoadedModel(
          Checkpoint.read(file).weightsOnly(), dataset.height(), dataset.width());
    } catch (DamagedCheckpointException e) {
      throw new NoWeightsException(path + " cannot be read: " + e.getMessage(), e);
    }
  }
}
