"""Compares Fidelio's inception-v3 with pytorch-fid and torch-fidelity: features, FID and speed.

    python parity.py --data MNIST [--samples FILE] [--weights FILE] [--count N] [--threads N]
                     [--rounds N] --java COMMAND... --distance COMMAND...

Every implementation gets the same images and the same weights; they take turns. See
services/bench/parity --help.
"""

import argparse
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
import pytorch_fid.inception
import torch
from pytorch_fid.fid_score import calculate_frechet_distance
from torch_fidelity.metric_fid import fid_features_to_statistics, fid_statistics_to_metric

import inception

BATCH = 32


def mnist(folder, part, count):
    content = (pathlib.Path(folder) / f"{part}-images-idx3-ubyte").read_bytes()
    return np.frombuffer(content, np.uint8, offset=16).reshape(-1, 28, 28)[:count]


def noised(images):
    """Images with noise added, used when there are no samples from a model."""
    noise = np.random.default_rng(1).normal(scale=40, size=images.shape)
    return np.clip(images + noise, 0, 255).round().astype(np.uint8)


def batches(images):
    colours = torch.from_numpy(images.copy()).unsqueeze(1).repeat(1, 3, 1, 1)
    return colours.split(BATCH)


class PytorchFid:
    name = "pytorch-fid"

    def __init__(self, weights):
        pytorch_fid.inception.load_state_dict_from_url = lambda *_, **__: torch.load(weights)
        self.model = pytorch_fid.inception.InceptionV3([3]).eval()

    def features(self, images):
        with torch.no_grad():
            parts = [self.model(b.float() / 255)[0][:, :, 0, 0] for b in batches(images)]
        return torch.cat(parts).numpy()

    def evaluate(self, reference, samples):
        self.found = [self.features(images) for images in (reference, samples)]
        moments = [(np.mean(f, axis=0), np.cov(f, rowvar=False)) for f in self.found]
        return calculate_frechet_distance(*moments[0], *moments[1])


class TorchFidelity:
    name = "torch-fidelity"

    def __init__(self, weights):
        self.model = inception.peer(weights)

    def features(self, images):
        with torch.no_grad():
            return torch.cat([self.model(b)[0] for b in batches(images)])

    def evaluate(self, reference, samples):
        found = [self.features(images) for images in (reference, samples)]
        self.found = [f.numpy() for f in found]
        moments = [fid_features_to_statistics(f) for f in found]
        return fid_statistics_to_metric(*moments, False)["frechet_inception_distance"]


class Fidelio:
    def __init__(self, profile, java, torchscript, threads, folder, reference, samples):
        self.name = f"fidelio ({profile})"
        self.folder = folder / profile
        self.folder.mkdir()
        files = [folder / "reference-images", folder / "sample-images"]
        for file, images in zip(files, (reference, samples)):
            file.write_bytes(images.tobytes())
        self.process = subprocess.Popen(
            [*java, str(torchscript), profile, str(threads), *map(str, files), str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.process.stdout.readline()

    def evaluate(self, *_):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        names = ("reference", "samples")
        self.found = [np.fromfile(self.folder / n, np.float32).reshape(-1, 2048) for n in names]


def on_equal_features(distance, found, folder):
    """Relative difference of Fidelio's and torch-fidelity's FID on torch-fidelity's features.

    Uses only half of the dimensions: with more dimensions than images, covariances have zero
    eigenvalues, whose roots torch-fidelity computes to 1e-8 only. Uses float64: for float32 input
    torch-fidelity computes the mean in float32, whose error exceeds the tolerance here.
    """
    some = [features[:, : len(features) // 2].copy() for features in found]
    names = [str(folder / name) for name in ("equal-reference", "equal-samples")]
    for name, features in zip(names, some):
        features.tofile(name)
    command = [*distance, *names, str(some[0].shape[1])]
    answer = subprocess.run(command, input="\n", capture_output=True, text=True, check=True)
    ours = float(answer.stdout.split()[1])
    moments = [fid_features_to_statistics(torch.from_numpy(f).double()) for f in some]
    theirs = fid_statistics_to_metric(*moments, False)["frechet_inception_distance"]
    return abs(ours - theirs) / theirs


def holds(what, difference, allowed):
    print(f"{'holds' if difference <= allowed else 'FAILS'}  {what}: {difference:.1e} ({allowed})")
    return difference <= allowed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--samples")
    parser.add_argument("--weights")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--java", required=True)
    parser.add_argument("--distance", required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    reference = mnist(options.data, "t10k", options.count)
    samples = (
        np.load(options.samples)[: options.count]
        if options.samples
        else noised(mnist(options.data, "train", options.count))
    )
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        weights = options.weights or str(folder / "weights.pth")
        if not options.weights:
            torch.save(inception.random_weights(1), weights)
        torchscript = folder / "inception.pt"
        inception.torchscript(weights).save(str(torchscript))
        sys.exit(0 if compare(options, reference, samples, folder, weights, torchscript) else 1)


def compare(options, reference, samples, folder, weights, torchscript):
    peers = [PytorchFid(weights), TorchFidelity(weights)]
    ours = [
        Fidelio(
            peer.name, options.java.split(), torchscript, options.threads, folder, reference, samples
        )
        for peer in peers
    ]
    seconds = {implementation: [] for implementation in (*peers, *ours)}
    fid = {}
    for number in range(options.rounds):
        for implementation in seconds:
            start = time.perf_counter()
            fid[implementation] = implementation.evaluate(reference, samples)
            seconds[implementation].append(time.perf_counter() - start)
            print(
                f"round {number + 1}  {implementation.name:<26}{seconds[implementation][-1]:8.1f} s"
                f"  FID {fid[implementation]!r}",
                flush=True,
            )
    good = True
    for peer, own in zip(peers, ours):
        own.close()
        ratio = statistics.median(seconds[peer]) / statistics.median(seconds[own])
        print(f"{own.name}: {ratio:.2f} times as fast as {peer.name}")
        for part, theirs, found in zip(("reference", "samples"), peer.found, own.found):
            difference = np.abs(theirs - found).max() / np.abs(theirs).max()
            good &= holds(f"{own.name} {part} features against the largest", difference, 1e-4)
        difference = abs(fid[own] - fid[peer]) / abs(fid[peer])
        good &= holds(f"{own.name} FID, relative", difference, 1e-3)
    difference = on_equal_features(options.distance.split(), peers[1].found, folder)
    return good & holds("FID on equal features against torch-fidelity, relative", difference, 1e-9)


main()
