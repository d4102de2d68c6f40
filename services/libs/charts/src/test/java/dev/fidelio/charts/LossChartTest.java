package dev.fidelio.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.charts.LossChart.Line;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class LossChartTest {

  private static final Color BLUE = new Color(0x1f77b4);
  private static final Color RED = new Color(0xd62728);
  private static final double[] EPOCHS = {1, 2, 3};

  private final LossChart chart = new LossChart(640, 480);

  @Test
  void thePngHasTheRequestedSize() throws IOException {
    chart.curve("train_loss", EPOCHS, new double[] {150, 120, 110}, BLUE, Line.SOLID);

    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(chart.png()));

    assertThat(picture.getWidth()).isEqualTo(640);
    assertThat(picture.getHeight()).isEqualTo(480);
  }

  @Test
  void everyCurveIsDrawnInItsColour() {
    chart.curve("train_loss", EPOCHS, new double[] {150, 120, 110}, BLUE, Line.SOLID);
    int blueAlone = pixels(BLUE);
    int redBefore = pixels(RED);
    chart.curve("test_loss", EPOCHS, new double[] {145, 125, 118}, RED, Line.SOLID);

    assertThat(blueAlone).isGreaterThan(400);
    assertThat(redBefore).isZero();
    assertThat(pixels(BLUE)).isGreaterThan(400);
    assertThat(pixels(RED)).isGreaterThan(400);
  }

  @Test
  void aDashedLineHasGaps() {
    double[] level = {100, 100, 100};
    chart.curve("train_loss", EPOCHS, level, BLUE, Line.SOLID);
    LossChart dashed = new LossChart(640, 480);
    dashed.curve("train_loss", EPOCHS, level, BLUE, Line.DASHED);

    assertThat(pixels(dashed, BLUE)).isPositive().isLessThan(pixels(BLUE));
  }

  @Test
  void aSingleEpochIsDrawnAsItsMarker() {
    chart.curve("train_loss", new double[] {1}, new double[] {150}, BLUE, Line.SOLID);

    assertThat(pixels(BLUE)).isPositive();
  }

  @Test
  void anEpochWithoutALossLeavesAGap() {
    chart.curve("train_loss", EPOCHS, new double[] {150, 120, 150}, BLUE, Line.SOLID);
    LossChart gap = new LossChart(640, 480);
    gap.curve("train_loss", EPOCHS, new double[] {150, Double.NaN, 150}, BLUE, Line.SOLID);

    assertThat(pixels(gap, BLUE)).isPositive().isLessThan(pixels(BLUE));
  }

  @Test
  void hugeLossesAreDrawn() {
    chart.curve("train_loss", EPOCHS, new double[] {1e30, 5e29, 1}, BLUE, Line.SOLID);

    assertThat(pixels(BLUE)).isGreaterThan(400);
  }

  @Test
  void aSecondCurveOfTheSameNameIsRefused() {
    chart.curve("train_loss", EPOCHS, new double[] {3, 2, 1}, BLUE, Line.SOLID);

    assertThatThrownBy(
            () -> chart.curve("train_loss", EPOCHS, new double[] {3, 2, 1}, RED, Line.SOLID))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("train_loss");
  }

  private int pixels(Color color) {
    return pixels(chart, color);
  }

  private static int pixels(LossChart chart, Color color) {
    BufferedImage picture = chart.image();
    return (int)
        IntStream.range(0, picture.getWidth() * picture.getHeight())
            .filter(
                i ->
                    picture.getRGB(i % picture.getWidth(), i / picture.getWidth())
                        == color.getRGB())
            .count();
  }
}
