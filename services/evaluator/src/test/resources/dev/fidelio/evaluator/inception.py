"""Makes tiny-inception.pt and inception.csv, which InceptionV3Test holds the evaluator against.

    pip install torch==2.15.0 torchvision==0.29.2 torch-fidelity==0.4.0 pytorch-fid==0.3.0 scipy==1.15.3
    python inception.py

The TorchScript has the shape of the FID Inception and next to no weights, so that it can lie here.
Images are resized and normalised as each peer does it, by the peer's own resizing, and the lines say
what the network makes of them: profile, image, feature, value; at last FID by the peer's distance
between the even and the odd images. The images come from a generator that the test writes out again
in Java.
"""

import numpy as np
import torch
import torch.nn.functional as F
from pytorch_fid.fid_score import calculate_frechet_distance
from torch import nn
from torch_fidelity.interpolate_compat_tensorflow import interpolate_bilinear_2d_like_tensorflow1x
from torch_fidelity.metric_fid import fid_features_to_statistics, fid_statistics_to_metric

COUNT = 24


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Conv2d(3, 32, 5, stride=4)

    def forward(self, x):
        return F.adaptive_avg_pool2d(F.relu(self.layer(x)), (8, 8)).flatten(1)


class Extractor(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, images: torch.Tensor, return_features: bool = True) -> torch.Tensor:
        assert return_features
        return self.network((images - 128) / 128)


def images():
    state = 1
    pixels = np.empty(COUNT * 28 * 28, dtype=np.uint8)
    for i in range(len(pixels)):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        pixels[i] = (state >> 56) // (1 + i // 784 % 5)
    return torch.from_numpy(pixels.reshape(COUNT, 1, 28, 28)).float().repeat(1, 3, 1, 1)


def pytorch_fid(x):
    return 2 * F.interpolate(x / 255, size=(299, 299), mode="bilinear", align_corners=False) - 1


def torch_fidelity(x):
    resized = interpolate_bilinear_2d_like_tensorflow1x(x, size=(299, 299), align_corners=False)
    return (resized - 128) / 128


def pytorch_fid_distance(one, other):
    moments = [(np.mean(f, axis=0), np.cov(f, rowvar=False)) for f in (one, other)]
    return calculate_frechet_distance(*moments[0], *moments[1])


def torch_fidelity_distance(one, other):
    moments = [fid_features_to_statistics(torch.from_numpy(f)) for f in (one, other)]
    return fid_statistics_to_metric(*moments, False)["frechet_inception_distance"]


torch.manual_seed(1)
network = Network().eval()
torch.jit.freeze(torch.jit.script(Extractor(network).eval())).save("tiny-inception.pt")
with open("inception.csv", "w") as file, torch.no_grad():
    for profile, prepared, distance in (
        ("pytorch-fid", pytorch_fid, pytorch_fid_distance),
        ("torch-fidelity", torch_fidelity, torch_fidelity_distance),
    ):
        features = network(prepared(images())).numpy()
        for image in (0, 1, 23):
            for feature in (0, 700, 1024, 2047):
                print(profile, image, feature, features[image, feature], sep=",", file=file)
        print(profile, "", "", float(distance(features[::2], features[1::2])), sep=",", file=file)
