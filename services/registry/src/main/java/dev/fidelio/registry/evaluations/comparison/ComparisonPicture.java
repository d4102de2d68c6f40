package dev.fidelio.registry.evaluations.comparison;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.charts.LossChart;
import dev.fidelio.charts.LossChart.Line;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.registry.history.StoredPoint;
import dev.fidelio.registry.models.VersionView;
import jakarta.inject.Singleton;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Versions as a picture: their loss curves over each other, and below them their samples. */
@Singleton
class ComparisonPicture {

  private static final int CHART_HEIGHT = 500;
  private static final int CELL = 400;
  private static final int CAPTION = 30;
  private static final int MARGIN = 10;
  private static final int FEWEST_COLUMNS = 2;
  private static final int MOST_COLUMNS = 4;
  private static final String GRID = ExperimentFolder.sample(ModelEvaluated.FIRST, "grid.png");
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

  /** Colours that most people can distinguish, used in rotation. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x1f77b4),
          new Color(0xd62728),
          new Color(0x2ca02c),
          new Color(0x9467bd),
          new Color(0xff7f0e),
          new Color(0x8c564b),
          new Color(0xe377c2),
          new Color(0x7f7f7f));

  private final ArtifactStore store;

  ComparisonPicture(ArtifactStore store) {
    this.store = store;
  }

  /** The picture as a PNG. */
  byte[] png(List<VersionView> versions) {
    int columns = Math.max(FEWEST_COLUMNS, Math.min(versions.size(), MOST_COLUMNS));
    int rows = (versions.size() + columns - 1) / columns;
    int width = columns * CELL;
    BufferedImage picture =
        new BufferedImage(
            width, CHART_HEIGHT + rows * (CELL + CAPTION), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, picture.getHeight());
    graphics.setFont(FONT);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(curves(versions, width), 0, 0, null);
    for (int i = 0; i < versions.size(); i++) {
      int left = i % columns * CELL;
      int top = CHART_HEIGHT + i / columns * (CELL + CAPTION);
      samples(graphics, versions.get(i), COLOURS.get(i % COLOURS.size()), left, top);
    }
    graphics.dispose();
    return LossChart.png(picture);
  }

  /** The test losses solid, the train losses dashed. */
  private static BufferedImage curves(List<VersionView> versions, int width) {
    List<String> ids = versions.stream().map(VersionView::experimentId).toList();
    Map<String, Map<String, List<StoredPoint>>> curves =
        StoredPoint.ofExperiments(ids, TrainingViews.LOSSES).stream()
            .collect(
                Collectors.groupingBy(
                    point -> point.experimentId, Collectors.groupingBy(point -> point.name)));
    LossChart chart = new LossChart(width, CHART_HEIGHT);
    for (int i = 0; i < versions.size(); i++) {
      VersionView version = versions.get(i);
      Color colour = COLOURS.get(i % COLOURS.size());
      curves
          .getOrDefault(version.experimentId(), Map.of())
          .forEach(
              (name, points) ->
                  chart.curve(
                      "version %d, %s".formatted(version.version(), name),
                      IntStream.rangeClosed(1, points.size()).asDoubleStream().toArray(),
                      points.stream().mapToDouble(point -> point.value).toArray(),
                      colour,
                      name.startsWith("test") ? Line.SOLID : Line.DASHED));
    }
    return chart.image();
  }

  private void samples(Graphics2D graphics, VersionView version, Color colour, int left, int top) {
    BufferedImage grid = grid(version.experimentId());
    String caption = "version " + version.version() + (grid == null ? ": no samples" : "");
    graphics.setColor(colour);
    graphics.drawString(caption, left + MARGIN, top + CAPTION - MARGIN);
    if (grid != null) {
      double room = CELL - 2.0 * MARGIN;
      double scale = Math.min(room / grid.getWidth(), room / grid.getHeight());
      graphics.drawImage(
          grid,
          left + MARGIN,
          top + CAPTION,
          (int) (grid.getWidth() * scale),
          (int) (grid.getHeight() * scale),
          null);
    }
  }

  /** Null if there are no samples yet, or no longer. */
  private BufferedImage grid(String experiment) {
    return store
        .read(StoreLayout.experiment(experiment).path(GRID))
        .map(
            png -> {
              try {
                return ImageIO.read(new ByteArrayInputStream(png));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .orElse(null);
  }
}
