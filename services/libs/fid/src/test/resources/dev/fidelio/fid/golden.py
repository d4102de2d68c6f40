"""Makes golden.csv, the numbers that FrechetDistanceGoldenTest expects.

    pip install pytorch-fid==0.3.0 scipy==1.15.3
    python golden.py > golden.csv

Each line is one comparison: dimensions, images and seed of the reference, images and seed of the
other set, shift and scale of the other set, and the distance by pytorch-fid's
calculate_frechet_distance. The features come from a generator of 64-bit integers that the test
writes out again in Java.
"""

import sys

import numpy as np
from pytorch_fid.fid_score import calculate_frechet_distance

CASES = [
    # dimensions, reference count, seed, other count, seed, shift, scale
    (1, 20, 1, 30, 2, 0.0, 1.0),
    (3, 50, 3, 40, 4, 0.0, 1.0),
    (3, 50, 3, 40, 4, 2.0, 0.5),
    (16, 200, 5, 300, 6, 0.0, 1.0),
    (16, 200, 5, 300, 6, 0.25, 3.0),
    (64, 500, 7, 400, 8, 0.0, 1.0),
    (64, 500, 7, 400, 8, 100.0, 1.5),
    (256, 1000, 9, 700, 10, 0.0, 1.0),
]


def features(count, dimensions, seed, shift, scale):
    state = seed
    out = np.empty((count, dimensions), dtype=np.float32)
    for row in range(count):
        before = 0.0
        for column in range(dimensions):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            before = 0.5 * before + (state >> 40) / 2.0**24
            out[row, column] = np.float32(before * scale + shift)
    return out.astype(np.float64)


def statistics(x):
    return np.mean(x, axis=0), np.atleast_2d(np.cov(x, rowvar=False))


if __name__ == "__main__":
    for dimensions, n, seed, m, other, shift, scale in CASES:
        mu1, sigma1 = statistics(features(n, dimensions, seed, 0.0, 1.0))
        mu2, sigma2 = statistics(features(m, dimensions, other, shift, scale))
        distance = calculate_frechet_distance(mu1, sigma1, mu2, sigma2)
        print(dimensions, n, seed, m, other, shift, scale, repr(float(distance)), sep=",")
        sys.stdout.flush()
