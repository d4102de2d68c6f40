"""A step of training in one call: the source of step.pt. `compile-step` makes it.

Forward, loss, gradients and optimiser as TorchScript, because DJL has no way to the fused optimiser,
and because each of the seventy operations would cost a call from Java and an array for its result.
Gradients go into arrays that live as long as the training: new ones would be new pages of memory in
every step. The network is that of Cvae.java, which is the reference; a test holds them together.
"""

import hashlib
import sys
from pathlib import Path

import torch

# B images a step, P pixels, C classes, H units of a hidden layer, Z latent dimensions.
STEP = """
def forward(
    self,
    epoch: List[Tensor],  # every image (N, P), label (N, C), their order (N), their noise (N, Z)
    start: int,
    end: int,
    weights: List[Tensor],
    gradients: List[Tensor],
    exp_avgs: List[Tensor],
    exp_avg_sqs: List[Tensor],
    sums: Tensor,  # BCE and KL, to which the batch's are added (2)
    kl_weight: float,
    step: int,
    learning_rate: float,
    weight_decay: float,
    decoupled: bool,
    clip_norm: float,
) -> None:
    count = end - start
    chosen = epoch[2][start:end]
    x = epoch[0].index_select(0, chosen).to(torch.float32).div_(255.0)  # (B, P)
    y = epoch[1].index_select(0, chosen)  # (B, C)
    epsilon = epoch[3][start:end]  # (B, Z)

    # Each layer has a weight and a bias: the encoder's, mu, logvar, the decoder's, one more.
    depth = (len(weights) - 6) // 4
    mu_layer = 2 * depth
    logvar_layer = mu_layer + 2
    decoder = logvar_layer + 2
    pixels = decoder + 2 * depth

    h = [torch.cat([x, y], 1)]  # (B, P + C), (B, H) ...
    for i in range(0, 2 * depth, 2):
        h.append(torch.addmm(weights[i + 1], h[-1], weights[i].t()).relu_())
    mu = torch.addmm(weights[mu_layer + 1], h[-1], weights[mu_layer].t())  # (B, Z)
    logvar = torch.addmm(weights[logvar_layer + 1], h[-1], weights[logvar_layer].t())  # (B, Z)
    sigma = torch.exp(logvar * 0.5)  # (B, Z)
    variance = sigma * sigma  # (B, Z)
    g = [torch.cat([torch.addcmul(mu, sigma, epsilon), y], 1)]  # (B, Z + C), (B, H) ...
    for i in range(decoder, pixels, 2):
        g.append(torch.addmm(weights[i + 1], g[-1], weights[i].t()).relu_())
    logits = torch.addmm(weights[pixels + 1], g[-1], weights[pixels].t())  # (B, P)

    bce = torch.binary_cross_entropy_with_logits(logits, x, None, None, 2)
    kl = (logvar + 1.0).addcmul_(mu, mu, value=-1.0).sub_(variance).sum() * -0.5
    sums.add_(torch.stack([bce, kl]))

    # From here on d is the gradient by what a layer gives before its rectifier.
    d = logits.sigmoid_().sub_(x).div_(count)  # (B, P)
    for i in range(depth):
        layer = pixels - 2 * i
        torch.mm(d.t(), g[depth - i], out=gradients[layer])
        torch.sum(d, [0], out=gradients[layer + 1])
        d = torch.mm(d, weights[layer]).mul_(g[depth - i].sign())  # (B, H)
    torch.mm(d.t(), g[0], out=gradients[decoder])
    torch.sum(d, [0], out=gradients[decoder + 1])
    dz = torch.mm(d, weights[decoder])[:, :mu.size(1)]  # (B, Z)

    dmu = torch.add(dz, mu, alpha=kl_weight / count)  # (B, Z)
    dlogvar = (dz * sigma).mul_(epsilon).add_(variance.sub_(1.0), alpha=kl_weight / count).mul_(0.5)
    torch.mm(dmu.t(), h[-1], out=gradients[mu_layer])
    torch.sum(dmu, [0], out=gradients[mu_layer + 1])
    torch.mm(dlogvar.t(), h[-1], out=gradients[logvar_layer])
    torch.sum(dlogvar, [0], out=gradients[logvar_layer + 1])

    d = torch.mm(dmu, weights[mu_layer]).addmm_(dlogvar, weights[logvar_layer])  # (B, H)
    for i in range(depth):
        layer = mu_layer - 2 - 2 * i
        d.mul_(h[depth - i].sign())
        torch.mm(d.t(), h[depth - 1 - i], out=gradients[layer])
        torch.sum(d, [0], out=gradients[layer + 1])
        if layer > 0:
            d = torch.mm(d, weights[layer])  # (B, H)

    if clip_norm > 0.0:
        norm = torch.stack(torch._foreach_norm(gradients)).norm()
        torch._foreach_mul_(gradients, torch.clamp(clip_norm / (norm + 1e-6), max=1.0))

    t = torch.full([], float(step), dtype=torch.float32, device=sums.device)
    steps = [t for _ in weights]
    if decoupled:
        torch._fused_adamw_(
            weights, gradients, exp_avgs, exp_avg_sqs, [], steps,
            lr=learning_rate, beta1=0.9, beta2=0.999, weight_decay=weight_decay, eps=1e-8,
            amsgrad=False, maximize=False,
        )
    else:
        torch._fused_adam_(
            weights, gradients, exp_avgs, exp_avg_sqs, [], steps,
            lr=learning_rate, beta1=0.9, beta2=0.999, weight_decay=weight_decay, eps=1e-8,
            amsgrad=False, maximize=False,
        )
"""


def main():
    target = Path(sys.argv[1])
    step = torch.jit.ScriptModule()
    # Defined from text and not from a class, so that the archive holds no path of this machine.
    step.define(STEP)
    step.save(str(target))
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    target.with_name(target.name + ".sha256").write_text(f"{digest}  {target.name}\n")


if __name__ == "__main__":
    main()
