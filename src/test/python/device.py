"""Holds a device to the CPU, where there is PyTorch (2.7 to 2.13) but no Java.

    ./sweep bench --archive proofs --model deepfm                   # on a machine with Java: one trial
    ./sweep bench --archive proofs --model deepfm --fuse 1,4,16,64  # and that many in one step
    python3 device.py cuda proofs/*.pt                              # on the machine with the device: cuda, mps or cpu

Each archive has a model, rows, first weights, and the losses and weights that this program's CPU came to; one of trials in one
step has the norms of their weights. Exit 1 if a loss is further off than 1e-4, or if the device draws other bits for dropout than
the CPU does. With TF32=1 in the environment products of CUDA may take it, which is coarser: then a loss may be off by 1e-2.
"""

import os
import sys
import time

import torch

TF32 = os.environ.get("TF32") == "1"
TOLERANCE = 1e-2 if TF32 else 1e-4
TIMED_STEPS = 60


def train(proof, device, steps):
    """Losses and weights of that many steps, and milliseconds a step."""
    wait(device)
    began = time.perf_counter()
    losses, weights = proof(torch.tensor(steps))
    wait(device)
    return losses, weights, (time.perf_counter() - began) / steps * 1e3


def wait(device):
    if device != "cpu":
        getattr(torch, device).synchronize()


def draws_alike(proof, device):
    """Whether dropout's numbers for a batch of 4,096 rows and 448 columns are the CPU's, bit for bit."""
    there = proof.drawn(torch.zeros(4096, 1, device=device), 448)
    return torch.equal(there.cpu(), proof.drawn(torch.zeros(4096, 1), 448))


def main(device, files):
    torch.backends.cuda.matmul.allow_tf32 = TF32
    name = torch.cuda.get_device_name() if device == "cuda" else device
    print(f"torch {torch.__version__} on {name}")
    failed = False
    for file in files:
        proof = torch.jit.load(file, map_location=device)
        wanted_losses, wanted_weights = proof.expected()
        trials = getattr(proof, "trials", 1)
        losses, weights, _ = train(proof, device, wanted_losses.shape[-1])
        loss = (losses - wanted_losses).abs().max().item()
        weight = (weights - wanted_weights).abs().max().item()
        alike = draws_alike(proof, device)
        millis = train(proof, device, TIMED_STEPS)[2]
        agrees = loss <= TOLERANCE and alike
        failed |= not agrees
        print(
            f"{file}: {'agrees' if agrees else 'DIFFERS'}: losses within {loss:.1e}, weights within {weight:.1e} "
            f"after {losses.shape[-1]} steps; dropout's bits {'equal' if alike else 'DIFFER'}; {millis:.2f} ms a step, "
            f"{millis / trials:.3f} for each of {trials} trials"
        )
    return failed


if __name__ == "__main__":
    with torch.jit.optimized_execution(False):
        sys.exit(main(sys.argv[1], sys.argv[2:]))
