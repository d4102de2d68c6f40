"""Times the Fréchet distance from features: pytorch-fid, torch-fidelity and Fidelio in turn.

Each gets the float32 features of the samples and the kept statistics of the reference, and has to
fit the samples and measure their distance. Fidelio runs in a Java process that answers each line
with the seconds it took and the distance.

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
    """Rectified mixtures of a few factors and noise, as the features of a network are."""
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


def compare(contestants, samples, kept, rounds):
    seconds = {contestant: [] for contestant in contestants}
    distances = {}
    for number in range(rounds):
        for contestant in contestants:
            start = time.perf_counter()
            distances[contestant] = contestant(samples, kept)
            seconds[contestant].append(time.perf_counter() - start)
            print(
                f"round {number + 1}  {contestant.__name__:<15}{seconds[contestant][-1]:7.2f} s"
                f"  {distances[contestant]!r}",
                flush=True,
            )
    ours = contestants[-1]
    for contestant in contestants[:-1]:
        ratio = statistics.median(seconds[contestant]) / statistics.median(seconds[ours])
        difference = abs(distances[contestant] - distances[ours]) / abs(distances[contestant])
        print(
            f"fidelio against {contestant.__name__}: {ratio:.1f} times as fast,"
            f" relative difference {difference:.1e}"
        )


main()
