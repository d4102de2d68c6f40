package dev.fidelio.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart of any number of curves: losses in nats per image over epochs. */
public final class LossChart {

  private final XYChart chart;

  /** An empty chart of this size in pixels. */
  public LossChart(int width, int height) {
    chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .title("Loss by epoch")
            .xAxisTitle("epoch")
            .yAxisTitle("nats per image")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisDecimalPattern("0");
    chart.getStyler().setYAxisDecimalPattern("0.0");
    chart.getStyler().setPlotGridLinesColor(new Color(0xdddddd));
  }

  /** How a curve's line is drawn. */
  public enum Line {
    SOLID(new BasicStroke(2)),
    DASHED(
        new BasicStroke(
            2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 4}, 0));

    private final BasicStroke stroke;

    Line(BasicStroke stroke) {
      this.stroke = stroke;
    }
  }

  /**
   * Adds a curve.
   *
   * @param name unique within the chart, shown in the legend
   * @param epochs at least one
   * @param losses one for each epoch; NaN leaves a gap
   * @throws IllegalArgumentException if the chart has a curve of this name
   */
  public void curve(String name, double[] epochs, double[] losses, Color color, Line line) {
    XYSeries series = chart.addSeries(name, epochs, losses);
    series.setLineColor(color);
    series.setLineStyle(line.stroke);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(color);
  }

  /** The chart with the curves added so far. */
  public BufferedImage image() {
    return BitmapEncoder.getBufferedImage(chart);
  }

  /** The chart as a PNG. */
  public byte[] png() {
    return png(image());
  }

  /** Encodes a picture as a PNG. */
  public static byte[] png(BufferedImage image) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }
}
