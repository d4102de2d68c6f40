package dev.fidelio.trainer;

import dev.fidelio.charts.LossChart;
import dev.fidelio.charts.LossChart.Line;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.MetricPoint;
import java.awt.Color;
import java.util.List;

/** The loss curves of a training as a picture. */
final class LossPlot {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 500;
  private static final Color TRAIN = new Color(0x1f77b4);
  private static final Color TEST = new Color(0xd62728);

  private LossPlot() {}

  /** A PNG of the train and test loss over the epochs. */
  static byte[] png(List<EpochCompleted> epochs) {
    LossChart chart = new LossChart(WIDTH, HEIGHT);
    curve(chart, epochs, "train_loss", TRAIN);
    curve(chart, epochs, "test_loss", TEST);
    return chart.png();
  }

  private static void curve(
      LossChart chart, List<EpochCompleted> epochs, String metric, Color color) {
    double[] x = epochs.stream().mapToDouble(EpochCompleted::epoch).toArray();
    double[] y = epochs.stream().mapToDouble(epoch -> value(epoch, metric)).toArray();
    chart.curve(metric, x, y, color, Line.SOLID);
  }

  private static double value(EpochCompleted epoch, String metric) {
    return epoch.metrics().stream()
        .filter(point -> point.name().equals(metric))
        .mapToDouble(MetricPoint::value)
        .findFirst()
        .orElse(Double.NaN);
  }
}
