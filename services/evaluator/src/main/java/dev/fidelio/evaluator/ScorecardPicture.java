package dev.fidelio.evaluator;

import dev.fidelio.contracts.Score;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Draws a scorecard: every score between its floor and noise, and the confusion matrix. */
final class ScorecardPicture {
  private static final int ROW = 22;
  private static final int CELL = 44;
  private static final int MARGIN = 24;
  private static final int TABLE = 520;
  private static final int[] COLUMNS = {0, 170, 290, 380, 460};
  private static final Color SHADE = new Color(31, 119, 180);

  private final Graphics2D pen;

  private ScorecardPicture(Graphics2D pen) {
    this.pen = pen;
  }

  /** A PNG. */
  static byte[] png(String evaluation, Scorecard scorecard) {
    int cells = scorecard.confusion().size();
    int table = MARGIN * 2 + ROW * (scorecard.scores().size() + scorecard.warnings().size() + 3);
    int height = Math.max(table, MARGIN * 2 + ROW * 2 + CELL * cells);
    int width = MARGIN * 2 + TABLE + (cells == 0 ? 0 : MARGIN + CELL * (cells + 1));
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    ScorecardPicture drawing = new ScorecardPicture(pen);
    drawing.scores(evaluation, scorecard);
    drawing.confusion(scorecard.confusion(), MARGIN * 2 + TABLE, MARGIN + ROW);
    pen.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }

  private void scores(String evaluation, Scorecard scorecard) {
    Score first = scorecard.scores().get(0);
    int y = MARGIN + ROW / 2;
    pen.setColor(Color.BLACK);
    pen.drawString(
        "Evaluation %s: %d samples against %d %s images, by %s"
            .formatted(
                evaluation,
                first.sampleCount(),
                first.referenceCount(),
                first.split(),
                first.extractor()),
        MARGIN,
        y);
    y += ROW + ROW / 2;
    row(y, "metric", "value", "±", "real", "noise");
    for (Score score : scorecard.scores()) {
      y += ROW;
      row(
          y,
          score.metric(),
          number(score.value()),
          number(score.uncertainty()),
          number(score.floor()),
          number(score.noise()));
    }
    pen.setColor(Color.RED.darker());
    for (String warning : scorecard.warnings()) {
      y += ROW;
      pen.drawString(warning, MARGIN, y);
    }
  }

  private void row(int y, String... texts) {
    for (int column = 0; column < texts.length; column++) {
      pen.drawString(texts[column], MARGIN + COLUMNS[column], y);
    }
  }

  /** Rows are the requested labels, columns the labels from the classifier. */
  private void confusion(List<List<Integer>> counts, int left, int top) {
    for (int drawn = 0; drawn < counts.size(); drawn++) {
      int most = counts.get(drawn).stream().mapToInt(Integer::intValue).sum();
      int y = top + CELL * drawn;
      text(Integer.toString(drawn), left, y);
      text(Integer.toString(drawn), left + CELL * (drawn + 1), top - CELL + ROW / 3);
      for (int called = 0; called < counts.size(); called++) {
        int count = counts.get(drawn).get(called);
        int x = left + CELL * (called + 1);
        double share = most == 0 ? 0 : (double) count / most;
        pen.setColor(
            new Color(SHADE.getRed(), SHADE.getGreen(), SHADE.getBlue(), (int) (255 * share)));
        pen.fillRect(x, y, CELL - 1, CELL - 1);
        if (count > 0) {
          text(Integer.toString(count), x, y);
        }
      }
    }
  }

  private void text(String text, int x, int y) {
    pen.setColor(Color.BLACK);
    int width = pen.getFontMetrics().stringWidth(text);
    pen.drawString(text, x + (CELL - width) / 2, y + CELL / 2 + 5);
  }

  private static String number(Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.4g", value);
  }
}
