package dev.fidelio.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MnistIT {

  @Test
  void theFolderHoldsTheFourFiles() throws Exception {
    Path folder = Mnist.folder();

    assertThat(Mnist.FILES.keySet()).allSatisfy(name -> assertThat(folder.resolve(name)).exists());
    assertThat(Files.size(folder.resolve("train-images-idx3-ubyte"))).isEqualTo(16 + 60_000 * 784);
  }
}
