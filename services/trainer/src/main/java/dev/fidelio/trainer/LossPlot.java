package dev.fidelio.trainer;

import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.MetricPoint;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The loss curves of a training as a picture. */
final class LossPlot {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 500;
  private static final Color TRAIN = new Color(0x1f77b4);
  private static final Color TEST = new Color(0xd62728);

  private LossPlot() {}

  /** A PNG of the train and test loss over the epochs. */
  static byte[] png(List<EpochCompleted> epochs) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Loss per image")
            .xAxisTitle("epoch")
            .yAxisTitle("nats")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisDecimalPattern("0");
    chart.getStyler().setYAxisDecimalPattern("0.0");
    chart.getStyler().setPlotGridLinesColor(new Color(0xdddddd));
    curve(chart, epochs, "train_loss", TRAIN);
    curve(chart, epochs, "test_loss", TEST);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      BitmapEncoder.saveBitmap(chart, png, BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }

  private static void curve(
      XYChart chart, List<EpochCompleted> epochs, String metric, Color color) {
    double[] x = epochs.stream().mapToDouble(EpochCompleted::epoch).toArray();
    double[] y = epochs.stream().mapToDouble(epoch -> value(epoch, metric)).toArray();
    XYSeries series = chart.addSeries(metric, x, y);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(2));
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(color);
  }

  private static double value(EpochCompleted epoch, String metric) {
    return epoch.metrics().stream()
        .filter(point -> point.name().equals(metric))
        .mapToDouble(MetricPoint::value)
        .findFirst()
        .orElse(Double.NaN);
  }
}
