"""Makes companions.csv, the numbers that CompanionsTest expects.

    pip install torch==2.15.0 torchvision==0.29.2 torch-fidelity==0.4.0 numpy==2.4.6
    python companions.py > companions.csv

Each line is one comparison: dimensions and count of either set, shift of the second; KID on one
subset that is everything, precision and recall with 3 neighbours, by torch-fidelity.
"""

import torch
from torch_fidelity.metric_kid import kid_features_to_metric
from torch_fidelity.metric_prc import prc_features_to_metric

from golden import features

for dimensions, count, shift in ((2, 40, 0.0), (8, 200, 0.1), (32, 300, 0.0), (64, 200, 0.4)):
    samples = torch.from_numpy(features(count, dimensions, 2, shift, 1.0)).float()
    reference = torch.from_numpy(features(count, dimensions, 1, 0.0, 1.0)).float()
    kid = kid_features_to_metric(
        samples.double(), reference.double(), kid_subsets=1, kid_subset_size=count, verbose=False
    )["kernel_inception_distance_mean"]
    prc = prc_features_to_metric(
        samples.double(), reference.double(), prc_neighborhood=3, prc_batch_size=100, verbose=False
    )
    shares = [round(prc[share], 6) for share in ("precision", "recall")]
    print(dimensions, count, shift, float(kid), *shares, sep=",", flush=True)
