package dev.fidelio.sampler;

import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.Decoder;
import dev.fidelio.cvae.Samples;
import dev.fidelio.formats.Npy;
import dev.fidelio.formats.Npz;
import java.util.LinkedHashMap;
import java.util.Map;

/** Draws samples on demand: the same request gives the same bytes. */
final class SampleGenerator {

  /** A longer row would not fit on a screen. */
  private static final int MOST_COLUMNS = 25;

  private final Compute compute;

  SampleGenerator(Compute compute) {
    this.compute = compute;
  }

  /** The formats in which samples are returned. */
  enum Format {
    PNG("image/png"),
    NPZ("application/zip");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    String mediaType() {
      return mediaType;
    }
  }

  /**
   * A picture with a row for each label, or with rows of 25 where there are more of each; or the
   * arrays {@code latents} (float32, N × latent size), {@code images} (float32, N × height × width,
   * 0 to 1) and {@code labels} (uint8, N).
   */
  byte[] draw(LoadedModel loadedModel, SampleRequest request, Format format) {
    Samples samples = sample(loadedModel, request);
    return switch (format) {
      case PNG ->
          SampleGrid.png(
              samples.greys(),
              loadedModel.height(),
              loadedModel.width(),
              Math.min(request.count(), MOST_COLUMNS));
      case NPZ -> arrays(loadedModel, request, samples);
    };
  }

  /**
   * One at a time: each takes every core, and no more than one has its weights in native memory.
   */
  private synchronized Samples sample(LoadedModel loadedModel, SampleRequest request) {
    try (Decoder decoder = new Decoder(compute, loadedModel.weights())) {
      return decoder.sample(request.labels(), request.seed(), request.temperature());
    }
  }

  private static byte[] arrays(LoadedModel loadedModel, SampleRequest request, Samples samples) {
    int count = request.labels().length;
    int latentSize = loadedModel.weights().architecture().latentSize();
    Map<String, byte[]> arrays = new LinkedHashMap<>();
    arrays.put("latents", Npy.write(samples.latents(), count, latentSize));
    arrays.put(
        "images", Npy.write(samples.images(), count, loadedModel.height(), loadedModel.width()));
    arrays.put("labels", Npy.write(Labels.bytes(request.labels()), count));
    return Npz.write(arrays);
  }
}
