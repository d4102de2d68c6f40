package dev.fidelio.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Files that NumPy and safetensors wrote (python.py beside them), and the same content as ours. */
class PythonFilesTest {

  private static final byte[] LABELS = {7, 0, -1};
  private static final float[] FLOATS = {
    0.5f, -1.25f, 3e38f, Float.MIN_VALUE, Float.POSITIVE_INFINITY, 0
  };

  @Test
  void arraysOfNumpyAreReadAndWrittenAgain() throws IOException {
    ByteArray images = Npy.read("images.npy", resource("images.npy"), 3);
    ByteArray labels = Npy.read("labels.npy", resource("labels.npy"), 1);

    assertThat(images.shape()).containsExactly(2, 3, 4);
    assertThat(images.elements()).isEqualTo(count(24));
    assertThat(labels.shape()).containsExactly(3);
    assertThat(labels.elements()).isEqualTo(LABELS);
    ByteArray again = Npy.read("again.npy", Npy.write(images.elements(), images.shape()), 3);
    assertThat(again.shape()).isEqualTo(images.shape());
    assertThat(again.elements()).isEqualTo(images.elements());
  }

  @Test
  void floatsAreWrittenWithTheBytesOfNumpy() throws IOException {
    byte[] ours = Npy.write(FLOATS, 2, 3);
    byte[] numpys = resource("floats.npy");

    assertThat(ours).hasSameSizeAs(numpys);
    assertThat(Arrays.copyOfRange(ours, 128, ours.length))
        .isEqualTo(Arrays.copyOfRange(numpys, 128, numpys.length));
  }

  @Test
  void anArchiveHasTheEntriesOfNumpys() throws IOException {
    Map<String, byte[]> arrays = new LinkedHashMap<>();
    arrays.put("images", Npy.write(count(24), 2, 3, 4));
    arrays.put("labels", Npy.write(LABELS, 3));
    Map<String, byte[]> ours = entries(Npz.write(arrays));
    Map<String, byte[]> numpys = entries(resource("arrays.npz"));

    assertThat(ours.keySet()).containsExactlyElementsOf(numpys.keySet());
    assertThat(Npy.read("images", ours.get("images.npy"), 3).elements())
        .isEqualTo(Npy.read("images", numpys.get("images.npy"), 3).elements());
    assertThat(Npy.read("labels", ours.get("labels.npy"), 1).elements())
        .isEqualTo(Npy.read("labels", numpys.get("labels.npy"), 1).elements());
  }

  @Test
  void tensorsOfPythonAreReadAndWrittenAgain() throws IOException {
    Safetensors file = Safetensors.read(resource("tensors.safetensors"));
    Safetensors again = Safetensors.read(file.toBytes());

    for (Safetensors each : new Safetensors[] {file, again}) {
      assertThat(each.metadata()).isEqualTo(Map.of("format", "np", "note", "grüße"));
      assertThat(each.tensors()).containsOnlyKeys("images", "floats", "scalar");
      assertThat(each.tensors().get("floats").isFloats(new long[] {2, 3})).isTrue();
      assertThat(each.tensors().get("floats").floats()).isEqualTo(FLOATS);
      assertThat(each.tensors().get("images").type()).isEqualTo("U8");
      assertThat(bytes(each.tensors().get("images"))).isEqualTo(count(24));
      assertThat(each.tensors().get("scalar").shape()).isEmpty();
      assertThat(each.tensors().get("scalar").data().getLong()).isEqualTo(42);
    }
    assertThat(again.toBytes()).isEqualTo(file.toBytes());
  }

  @Test
  void theMetadataAloneIsThatOfTheWholeFile() throws IOException {
    byte[] bytes = resource("tensors.safetensors");

    assertThat(Safetensors.readMetadata(new ByteArrayInputStream(bytes)))
        .isEqualTo(Safetensors.read(bytes).metadata());
  }

  private static byte[] count(int to) {
    byte[] numbers = new byte[to];
    for (int i = 0; i < to; i++) {
      numbers[i] = (byte) i;
    }
    return numbers;
  }

  private static byte[] bytes(Tensor tensor) {
    byte[] bytes = new byte[tensor.data().remaining()];
    tensor.data().get(bytes);
    return bytes;
  }

  private static Map<String, byte[]> entries(byte[] archive) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream file = PythonFilesTest.class.getResourceAsStream(name)) {
      return file.readAllBytes();
    }
  }
}
