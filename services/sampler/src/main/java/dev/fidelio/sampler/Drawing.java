package dev.fidelio.sampler;

import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.Decoder;
import dev.fidelio.cvae.Samples;
import java.util.LinkedHashMap;
import java.util.Map;

/** Draws the samples that somebody waits for: the same request gives the same bytes. */
final class Drawing {

  /** A longer row would not fit on a screen. */
  private static final int MOST_COLUMNS = 25;

  private final Compute compute;

  Drawing(Compute compute) {
    this.compute = compute;
  }

  /** As what samples are handed out. */
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
  byte[] draw(Model model, SampleRequest request, Format format) {
    Samples samples = sample(model, request);
    return switch (format) {
      case PNG ->
          Grid.png(
              samples.greys(),
              model.height(),
              model.width(),
              Math.min(request.count(), MOST_COLUMNS));
      case NPZ -> arrays(model, request, samples);
    };
  }

  /**
   * One at a time: each takes every core, and no more than one has its weights in native memory.
   */
  private synchronized Samples sample(Model model, SampleRequest request) {
    try (Decoder decoder = new Decoder(compute, model.weights())) {
      return decoder.sample(request.labels(), request.seed(), request.temperature());
    }
  }

  private static byte[] arrays(Model model, SampleRequest request, Samples samples) {
    int count = request.labels().length;
    int latentSize = model.weights().architecture().latentSize();
    Map<String, byte[]> arrays = new LinkedHashMap<>();
    arrays.put("latents", Npy.write(samples.latents(), count, latentSize));
    arrays.put("images", Npy.write(samples.images(), count, model.height(), model.width()));
    arrays.put("labels", Npy.write(Labels.bytes(request.labels()), count));
    return Npz.write(arrays);
  }
}
