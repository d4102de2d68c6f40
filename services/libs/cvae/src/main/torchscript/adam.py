"""One step of Adam over all parameters in one call: the source of adam.pt.

libtorch has the step as a single fused kernel, which DJL does not reach; TorchScript does. The
archive holds no numbers, only this function. `compile-adam` makes it.
"""

import hashlib
import sys
from pathlib import Path

import torch

ADAM = """
def forward(
    self,
    parameters: List[Tensor],
    gradients: List[Tensor],
    exp_avgs: List[Tensor],
    exp_avg_sqs: List[Tensor],
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> None:
    count = torch.full([], float(step), dtype=torch.float32, device=parameters[0].device)
    steps = [count for _ in parameters]
    torch._fused_adam_(
        parameters, gradients, exp_avgs, exp_avg_sqs, [], steps,
        lr=learning_rate, beta1=beta1, beta2=beta2, weight_decay=0.0, eps=eps,
        amsgrad=False, maximize=False,
    )
"""


def main():
    target = Path(sys.argv[1])
    adam = torch.jit.ScriptModule()
    # Defined from text and not from a class, so that the archive holds no path of this machine.
    adam.define(ADAM)
    adam.save(str(target))
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    target.with_name(target.name + ".sha256").write_text(f"{digest}  {target.name}\n")


main()
