package dev.fidelio.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an evaluation may do only if the request allows it. */
public enum Allowance {
  /** Score fewer images than the extractor has features, so that the covariance is singular. */
  FEW_IMAGES("few-images"),
  /** Score images of another data set than the extractor was trained on. */
  OTHER_DATASET("other-dataset");

  @JsonValue private final String id;

  Allowance(String id) {
    this.id = id;
  }

  /** As a request names it. */
  public String id() {
    return id;
  }
}
