/** Trains the feature extractor {@code inception-mnist}, so that its weights can be reproduced. */
package dev.fidelio.bench.extractor;
