"""The peer: the same network in idiomatic PyTorch.

usage: peer.py DATA [options]      (--help lists them)

Prints one JSON object per epoch: images per second, and losses in nats per image.
"""

import argparse
import json
import time
from pathlib import Path

import numpy
import torch
from torch import nn
from torch.nn import functional as F

PIXELS, CLASSES, TEST_BATCH = 784, 10, 500


def arguments():
    parser = argparse.ArgumentParser(description="Trains the conditional VAE with PyTorch.")
    parser.add_argument("data", type=Path, help="folder with the four uncompressed MNIST files")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--fused", action="store_true", help="use fused Adam")
    parser.add_argument("--flush-denormal", action="store_true", help="flush denormals to zero")
    parser.add_argument("--compile", action="store_true", help="use torch.compile")
    return parser.parse_args()


class ConditionalVae(nn.Module):
    """(x, y) -> 512 -> 256 -> mu, logvar (20); (z, y) -> 256 -> 512 -> logits."""

    def __init__(self, hidden=(512, 256), latent=20):
        super().__init__()
        encoder = [PIXELS + CLASSES, *hidden]
        decoder = [latent + CLASSES, *reversed(hidden)]
        self.encoder = self.rectified(encoder)
        self.mu, self.logvar = nn.Linear(hidden[-1], latent), nn.Linear(hidden[-1], latent)
        self.decoder = nn.Sequential(self.rectified(decoder), nn.Linear(hidden[0], PIXELS))

    @staticmethod
    def rectified(sizes):
        pairs = zip(sizes, sizes[1:])
        return nn.Sequential(*(part for a, b in pairs for part in (nn.Linear(a, b), nn.ReLU())))

    def losses(self, x, y):
        """BCE and KL, each summed over the batch."""
        h = self.encoder(torch.cat((x, y), dim=1))
        mu, logvar = self.mu(h), self.logvar(h)
        z = torch.randn_like(mu) * (logvar / 2).exp() + mu
        logits = self.decoder(torch.cat((z, y), dim=1))
        bce = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        return bce, (mu.square() + logvar.exp() - logvar - 1).sum() / 2


def read(folder, part):
    pixels = numpy.fromfile(folder / f"{part}-images-idx3-ubyte", dtype=numpy.uint8)[16:]
    labels = numpy.fromfile(folder / f"{part}-labels-idx1-ubyte", dtype=numpy.uint8)[8:]
    x = torch.from_numpy(pixels.reshape(len(labels), PIXELS)).float() / 255
    return x, F.one_hot(torch.from_numpy(labels).long(), CLASSES).float()


def train(losses, optimizer, x, y, batch_size):
    order = torch.randperm(len(x))
    total = torch.zeros(())
    start = time.perf_counter()
    for batch in order.split(batch_size):
        bce, kl = losses(x[batch], y[batch])
        optimizer.zero_grad(set_to_none=True)
        ((bce + kl) / len(batch)).backward()
        optimizer.step()
        total += bce.detach() + kl.detach()
    loss = total.item() / len(order)
    return loss, len(order) / (time.perf_counter() - start)


@torch.no_grad()
def test(model, x, y):
    batches = zip(x.split(TEST_BATCH), y.split(TEST_BATCH))
    return sum(sum(model.losses(*batch)).item() for batch in batches) / len(x)


def main():
    options = arguments()
    start = time.perf_counter()
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(options.flush_denormal)
    torch.manual_seed(options.seed)
    x, y = read(options.data, "train")
    held_out = read(options.data, "t10k")
    model = ConditionalVae()
    losses = torch.compile(model.losses) if options.compile else model.losses
    optimizer = torch.optim.Adam(model.parameters(), lr=0.003, fused=options.fused)
    for epoch in range(1, options.epochs + 1):
        loss, speed = train(losses, optimizer, x, y, options.batch_size)
        result = {"epoch": epoch, "train": loss, "imagesPerSecond": speed}
        result |= {"test": test(model, *held_out), "seconds": time.perf_counter() - start}
        print(json.dumps(result), flush=True)


main()
