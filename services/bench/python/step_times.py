"""Times the parts of a training step: runs the compiled step, cut off after each part.

usage: step_times.py [THREADS]

Runs the step of services/libs/cvae/src/main/torchscript/step.py with the default sizes and batches
of 32. Prints the milliseconds of each part, taken from the fastest tenth of many steps, which other
load affects least. The variants take turns, so that other load affects all of them equally.
"""

import statistics
import sys
import time
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parents[2] / "libs/cvae/src/main/torchscript"))
from step import STEP  # noqa: E402

SIZES = [(512, 794), (256, 512), (20, 256), (20, 256), (256, 30), (512, 256), (784, 512)]
BATCH, IMAGES, ROUNDS = 32, 60_000, 1_500
# Where each part ends, and a use of its result, without which the compiler would eliminate it.
CUTS = {
    "data": ("    # Each layer has a weight", "    sums.add_(x[0, :2])\n"),
    "forward": ("    bce = torch.binary", "    sums.add_(logits[0, :2])\n"),
    "loss": ("    # From here on d is", ""),
    "backward": ("    if clip_norm", ""),
    "optimiser": ("", ""),
}


def main():
    torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else torch.get_num_threads())
    torch.set_flush_denormal(True)
    torch.manual_seed(0)
    steps = {}
    for name, (end, use) in CUTS.items():
        source = (STEP[: STEP.index(end)] if end else STEP) + use
        steps[name] = torch.jit.CompilationUnit(source.replace("    self,\n", "", 1)).forward
    weights = [p.detach() for o, i in SIZES for p in torch.nn.Linear(i, o).parameters()]
    state = [weights] + [[torch.zeros_like(w) for w in weights] for _ in range(3)]
    epoch = [
        torch.randint(0, 256, (IMAGES, 784), dtype=torch.uint8),
        torch.eye(10)[torch.randint(0, 10, (IMAGES,))],
        torch.randperm(IMAGES),
        torch.randn(IMAGES, 20),
    ]
    sums = torch.zeros(2, dtype=torch.float64)
    times = {name: [] for name in CUTS}
    with torch.no_grad():
        for t in range(1, ROUNDS + 1):
            start = t * BATCH % (IMAGES - BATCH)
            for name, step in steps.items():
                begin = time.perf_counter()
                step(epoch, start, start + BATCH, *state, sums, 1.0, t, 0.003, 0.0, False, 0.0)
                times[name].append(1000 * (time.perf_counter() - begin))
    before = 0
    for name in CUTS:
        fastest = statistics.quantiles(times[name], n=10)[0]
        print(f"{name:10} {fastest - before:6.3f} ms")
        before = fastest
    print(f"{'step':10} {before:6.3f} ms, {1000 * BATCH / before:,.0f} images/s")


main()
