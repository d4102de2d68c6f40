"""Times the Fréchet distance from features: pytorch-fid, torch-fidelity and Fidelio in turn.

Each gets the samples' float32 features and the precomputed reference statistics, fits the samples
and computes the distance. Fidelio runs in a Java process that answers each line with the distance.

    python distance.py COUNT DIMENSIONS ROUNDS JAVA...
"""

import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
from pytorch_fid.fid_score import calculate_frechet_distance
from torch_fidelity.metric_fid import fid_features_to_statistics, fid_statistics_to_metric
import torch


def features(seed, count, dimensions, spread):
    """Rectified mixtures of a few factors and noise, similar to a network's features."""
    random = np.random.default_rng(seed)
    mixing = np.random.default_rng(0).normal(size=(64, dimensions)) * spread
    values = random.normal(size=(count, 64)) @ mixing + random.normal(size=(count, dimensions))
    return np.maximum(values / 8 + 0.4, 0).astype(np.float32)


def pytorch_fid(samples, reference):
    mean = np.mean(samples, axis=0)
    covariance = np.cov(samples, rowvar=False)
    return calculate_frechet_distance(mean, covariance, reference["mu"], reference["sigma"])


def torch_fidelity(samples, reference):
    fitted = fid_features_to_statistics(torch.from_numpy(samples))
    return fid_statistics_to_metric(fitted, reference, False)["frechet_inception_distance"]


def main():
    count, dimensions, rounds = (int(value) for value in sys.argv[1:4])
    with tempfile.TemporaryDirectory() as folder:
        reference = features(1, count, dimensions, 1.0)
        samples = features(2, count, dimensions, 1.1)
        reference.tofile(f"{folder}/reference")
        samples.tofile(f"{folder}/samples")
        command = [*sys.argv[4:], f"{folder}/reference", f"{folder}/samples", str(dimensions)]
        kept = fid_features_to_statistics(torch.from_numpy(reference))
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as java:
            java.stdout.readline()

            def fidelio(*_):
                java.stdin.write("\n")
                java.stdin.flush()
                return float(java.stdout.readline())

            compare([pytorch_fid, torch_fidelity, fidelio], samples, kept, rounds)
            java.stdin.close()


def compare(candidates, samples, kept, rounds):
    seconds = {candidate: [] for candidate in candidates}
    distances = {}
    for number in range(rounds):
        for candidate in candidates:
            start = time.perf_counter()
            distances[candidate] = candidate(samples, kept)
            seconds[candidate].append(time.perf_counter() - start)
            print(
                f"round {number + 1}  {candidate.__name__:<15}{seconds[candidate][-1]:7.2f} s"
                f"  {distances[candidate]!r}",
                flush=True,
            )
    ours = candidates[-1]
    for candidate in candidates[:-1]:
        ratio = statistics.median(seconds[candidate]) / statistics.median(seconds[ours])
        difference = abs(distances[candidate] - distances[ours]) / abs(distances[candidate])
        print(
            f"fidelio against {candidate.__name__}: {ratio:.1f} times as fast,"
            f" relative difference {difference:.1e}"
        )


main()
