"""Computes with PyTorch what GoldenTest expects: a small network's forward pass, its loss, every
gradient, and the weights after three steps of torch.optim.Adam; and the same of torch.optim.AdamW
with decay, gradients clipped by norm, and a learning rate along a cosine.

usage: python golden.py     (with torch, numpy and safetensors; writes beside itself)

start.safetensors has the form of a checkpoint of this library, so that the test also starts from a
file that Python wrote, of version 1; golden.safetensors and golden-adamw.safetensors hold the
inputs and the expected numbers. Made with PyTorch 2.15.0 on a CPU.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F

PIXELS, CLASSES, HIDDEN, LATENT = 6, 3, [5, 4], 2
BATCH, BETA, LEARNING_RATE, STEPS = 4, 0.5, 0.01, 3
DECAY, CLIP_NORM = 0.1, 0.5


class Cvae(nn.Module):
    def __init__(self):
        super().__init__()
        sizes = [PIXELS + CLASSES, *HIDDEN]
        self.encoder = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        self.mu, self.logvar = nn.Linear(HIDDEN[-1], LATENT), nn.Linear(HIDDEN[-1], LATENT)
        sizes = [LATENT + CLASSES, *reversed(HIDDEN), PIXELS]
        self.decoder = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))

    def decode(self, z, y):
        h = torch.cat([z, y], 1)
        for layer in self.decoder[:-1]:
            h = F.relu(layer(h))
        return self.decoder[-1](h)

    def forward(self, x, y, epsilon):
        h = torch.cat([x, y], 1)
        for layer in self.encoder:
            h = F.relu(layer(h))
        mu, logvar = self.mu(h), self.logvar(h)
        return mu, logvar, self.decode(mu + torch.exp(0.5 * logvar) * epsilon, y)


def losses(x, mu, logvar, logits):
    bce = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
    return bce, kl


def main():
    here = Path(__file__).parent
    torch.manual_seed(3)
    model = Cvae()
    parameters = dict(model.named_parameters())
    # Larger than they start, so that rectifiers cut and sigmoids bend.
    for parameter in parameters.values():
        parameter.data.mul_(2)
    start = {name: p.detach().clone() for name, p in parameters.items()}
    moments = {f"{m}.{name}": torch.zeros_like(p) for m in ("exp_avg", "exp_avg_sq") for name, p in start.items()}
    architecture = {"pixels": PIXELS, "classes": CLASSES, "hiddenSizes": HIDDEN, "latentSize": LATENT}
    settings = {"batchSize": BATCH, "learningRate": LEARNING_RATE, "beta": BETA, "seed": 0}
    save_file({**start, **moments}, here / "start.safetensors", metadata={
        "format": "fidelio-cvae", "version": "1", "epoch": "0", "step": "0",
        "architecture": json.dumps(architecture), "settings": json.dumps(settings),
    })

    adam = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    save_file(steps(model, adam, None, 0), here / "golden.safetensors")

    for name, parameter in parameters.items():
        parameter.data.copy_(start[name])
    adamw = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, weight_decay=DECAY)
    cosine = torch.optim.lr_scheduler.CosineAnnealingLR(adamw, T_max=STEPS)
    save_file(steps(model, adamw, cosine, CLIP_NORM), here / "golden-adamw.safetensors")


def steps(model, optimizer, scheduler, clip_norm):
    golden = {}
    parameters = dict(model.named_parameters())
    for step in range(1, STEPS + 1):
        grey = torch.randint(0, 256, (BATCH, PIXELS), dtype=torch.uint8)
        labels = torch.randint(0, CLASSES, (BATCH,), dtype=torch.uint8)
        epsilon = torch.randn(BATCH, LATENT)
        x, y = grey.float() / 255, F.one_hot(labels.long(), CLASSES).float()
        mu, logvar, logits = model(x, y, epsilon)
        bce, kl = losses(x, mu, logvar, logits)
        optimizer.zero_grad()
        ((bce + BETA * kl) / BATCH).backward()
        if clip_norm:
            nn.utils.clip_grad_norm_(model.parameters(), clip_norm)
        numbers = {"pixels": grey, "labels": labels, "epsilon": epsilon, "mu": mu, "logvar": logvar,
                   "logits": logits, "bce": bce, "kl": kl, "decoded": torch.sigmoid(model.decode(epsilon, y)),
                   "learning_rate": torch.tensor(optimizer.param_groups[0]["lr"])}
        numbers |= {f"gradient.{name}": p.grad for name, p in parameters.items()}
        optimizer.step()
        if scheduler:
            scheduler.step()
        numbers |= {f"weight.{name}": p for name, p in parameters.items()}
        numbers |= {f"{m}.{name}": optimizer.state[p][m] for m in ("exp_avg", "exp_avg_sq") for name, p in parameters.items()}
        golden |= {f"{step}.{name}": n.detach().clone().contiguous() for name, n in numbers.items()}
    return golden


main()
