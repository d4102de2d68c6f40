package dev.fidelio.bench.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.bench.MnistImages;
import dev.fidelio.bench.support.Program;
import dev.fidelio.contracts.Json;
import dev.fidelio.cvae.Architecture;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.LabelledImages;
import dev.fidelio.cvae.Training;
import dev.fidelio.cvae.TrainingSettings;
import dev.fidelio.localservers.StateFolder;
import dev.fidelio.testing.Mnist;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the test loss with PyTorch's. */
@Command(
    name = "losses",
    description = {
      "Trains the defaults on all of MNIST once for each seed, with Fidelio and with PyTorch,",
      "and prints the test losses in nats per image and the mean of each.",
      "Exit code: 0 if the means are within 1.0 of each other, 1 if not."
    })
final class LossesCommand implements Callable<Integer> {

  private static final double TOLERANCE = 1.0;

  @Mixin private Program program;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "epochs of each training (default: 10)")
  private int epochs = 10;

  @Option(names = "--seeds", paramLabel = "N", description = "seeds, from 0 (default: 5)")
  private int seeds = 5;

  @Option(names = "--threads", paramLabel = "N", description = "processor threads (default: 1)")
  private int threads = 1;

  @Mixin private PythonOption python;

  public static void main(String[] arguments) {
    Program.run(new LossesCommand(), arguments);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    program.atLeastOne("--epochs", epochs);
    program.atLeastOne("--seeds", seeds);
    Path interpreter = python.interpreter(program);
    Compute compute = Compute.on("cpu", threads);
    LabelledImages train = MnistImages.read(Mnist.folder(), "train");
    LabelledImages test = MnistImages.read(Mnist.folder(), "t10k");
    double ours = 0;
    double theirs = 0;
    for (int seed = 0; seed < seeds; seed++) {
      double one = fidelio(compute, train, test, seed);
      double other = peer(interpreter, seed);
      ours += one / seeds;
      theirs += other / seeds;
      say("seed %d: Fidelio %.2f, PyTorch %.2f", seed, one, other);
    }
    boolean within = Math.abs(ours - theirs) <= TOLERANCE;
    say(
        "mean test loss after %d epochs over %d seeds: Fidelio %.2f, PyTorch %.2f, %s %.1f",
        epochs, seeds, ours, theirs, within ? "within" : "NOT within", TOLERANCE);
    return within ? 0 : 1;
  }

  private double fidelio(Compute compute, LabelledImages train, LabelledImages test, long seed) {
    Architecture architecture = new Architecture(train.pixelsPerImage(), 10, List.of(512, 256), 20);
    Checkpoint start = Checkpoint.initial(architecture, new TrainingSettings(32, 0.003, 1, seed));
    double loss = 0;
    try (Training training = new Training(compute, start)) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        double trained = training.trainEpoch(train, step -> true).orElseThrow().loss().total();
        loss = training.evaluate(test).total();
        say("seed %d epoch %d: train %.2f test %.2f", seed, epoch, trained, loss);
      }
    }
    return loss;
  }

  private double peer(Path interpreter, int seed) throws IOException, InterruptedException {
    Path script = StateFolder.root().resolve("services/bench/python/peer.py");
    List<String> command =
        List.of(
            interpreter.toString(),
            script.toString(),
            Mnist.folder().toString(),
            "--epochs=" + epochs,
            "--seed=" + seed,
            "--threads=" + threads,
            "--fused",
            "--flush-denormal");
    String line = new Row("PyTorch", 1, command).lines().get(0);
    JsonNode last = Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    return last.path("test").asDouble();
  }

  private void say(String format, Object... values) {
    program.say(String.format(Locale.ROOT, format, values));
  }
}
