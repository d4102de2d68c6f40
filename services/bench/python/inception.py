"""The FID Inception network: weights, and TorchScript for fidelio.extractors.inception-v3.weights.

    python inception.py weights SEED FILE        seeded random weights, as a PyTorch state dictionary
    python inception.py torchscript WEIGHTS FILE

The official weights (pt_inception-2015-12-05-6726825d.pth of pytorch-fid, which are those of
torch-fidelity) can be passed as WEIGHTS.
"""

import sys

import torch
import torch_fidelity.feature_extractor_inceptionv3 as inceptionv3
from torch import nn


class Trunk(nn.Module):
    """Normalised images (N, 3, 299, 299) to the features of the last pooled layer (N, 2048)."""

    NAMES = (
        "Conv2d_1a_3x3 Conv2d_2a_3x3 Conv2d_2b_3x3 MaxPool_1 Conv2d_3b_1x1 Conv2d_4a_3x3 MaxPool_2"
        " Mixed_5b Mixed_5c Mixed_5d Mixed_6a Mixed_6b Mixed_6c Mixed_6d Mixed_6e Mixed_7a Mixed_7b"
        " Mixed_7c AvgPool"
    ).split()

    def __init__(self, peer):
        super().__init__()
        self.layers = nn.Sequential(*(getattr(peer, name) for name in self.NAMES))

    def forward(self, x):
        return self.layers(x).flatten(1)


class Extractor(nn.Module):
    """Images (N, 3, 299, 299), 0 to 255, to features (N, 2048)."""

    def __init__(self, trunk):
        super().__init__()
        self.trunk = trunk

    def forward(self, images: torch.Tensor, return_features: bool = True) -> torch.Tensor:
        assert return_features, "this network returns features only"
        return self.trunk((images - 128) / 128)


def peer(weights):
    return inceptionv3.FeatureExtractorInceptionV3(
        "inception-v3-compat", ["2048"], feature_extractor_weights_path=weights
    )


def random_weights(seed):
    """Weights that preserve the scale of activations, so that features are of order one."""
    unloaded = inceptionv3.FeatureExtractorInceptionV3.load_state_dict
    inceptionv3.FeatureExtractorInceptionV3.load_state_dict = lambda self, state: None
    load = torch.load
    torch.load = lambda *args, **kwargs: {}
    try:
        shapes = peer("nowhere").state_dict()
    finally:
        torch.load = load
        inceptionv3.FeatureExtractorInceptionV3.load_state_dict = unloaded
    torch.manual_seed(seed)
    for name, values in shapes.items():
        if name.endswith("conv.weight"):
            nn.init.kaiming_normal_(values, nonlinearity="relu")
        elif name.endswith("bn.bias"):
            nn.init.normal_(values, std=0.1)
    return shapes


def torchscript(weights):
    trunk = Trunk(peer(weights)).eval()
    traced = torch.jit.trace(trunk, torch.zeros(2, 3, 299, 299))
    return torch.jit.freeze(torch.jit.script(Extractor(traced).eval()))


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ("weights", "torchscript"):
        sys.exit(__doc__)
    if sys.argv[1] == "weights":
        torch.save(random_weights(int(sys.argv[2])), sys.argv[3])
    else:
        torchscript(sys.argv[2]).save(sys.argv[3])


if __name__ == "__main__":
    main()
