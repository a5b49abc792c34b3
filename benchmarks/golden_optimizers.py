"""Prints the trajectory of an optimizer of another program on the inputs of docs/conformance, as JSON.

usage: golden_optimizers.py muon|schedule-free >alrc-core/src/test/resources/golden/NAME.json

muon needs torch >= 2.9, whose iteration runs in float64 here, not in bfloat16; schedule-free needs optax. By hand:
the tests read what it printed.
"""

import json
import pathlib
import sys

INPUTS = json.loads((pathlib.Path(__file__).parent.parent / "docs" / "conformance" / "inputs.json").read_text())


def muon():
    import torch

    torch.Tensor.bfloat16 = torch.Tensor.double
    sizes, start = [], 0
    for tensor in INPUTS["tensors"]:
        shape = tensor["shape"]
        count = 1
        for side in shape:
            count *= side
        sizes.append((start, start + count, shape))
        start += count
    flat = torch.tensor(INPUTS["parameters"], dtype=torch.float64)
    parts = [torch.nn.Parameter(flat[a:b].reshape(shape).clone()) for a, b, shape in sizes]
    matrices = [p for p in parts if p.ndim >= 2]
    others = [p for p in parts if p.ndim < 2]
    optimizers = [
        torch.optim.Muon(matrices, lr=0.02, momentum=0.95, weight_decay=0, ns_steps=5),
        torch.optim.Adam(others, lr=0.001, betas=(0.9, 0.95), eps=1e-10),
    ]
    rows = []
    for gradient in INPUTS["gradients"]:
        g = torch.tensor(gradient, dtype=torch.float64)
        for p, (a, b, shape) in zip(parts, sizes):
            p.grad = g[a:b].reshape(shape).clone()
        for optimizer in optimizers:
            optimizer.step()
        rows.append([x for p in parts for x in p.detach().reshape(-1).tolist()])
    return f"torch {torch.__version__}, torch.optim.Muon in float64, Adam for vectors", rows, None


def schedule_free():
    import jax

    jax.config.update("jax_enable_x64", True)
    import jax.numpy as jnp
    import optax

    optimizer = optax.contrib.schedule_free_adamw(
        learning_rate=0.01, b1=0.9, b2=0.999, eps=1e-8, weight_decay=0.2, weight_lr_power=2.0
    )
    y = jnp.array(INPUTS["parameters"], dtype=jnp.float64)
    state = optimizer.init(y)
    rows, kept = [], []
    for gradient in INPUTS["gradients"]:
        updates, state = optimizer.update(jnp.array(gradient, dtype=jnp.float64), state, y)
        y = optax.apply_updates(y, updates)
        rows.append([float(v) for v in y])
        kept.append([float(v) for v in optax.contrib.schedule_free_eval_params(state, y)])
    return f"optax {optax.__version__}, contrib.schedule_free_adamw", rows, kept


def rounded(rows):
    return "[\n" + ",\n".join("[" + ",".join(f"{x:.12g}" for x in row) + "]" for row in rows) + "\n]"


made, trajectory, averages = {"muon": muon, "schedule-free": schedule_free}[sys.argv[1]]()
more = "" if averages is None else f',\n"kept": {rounded(averages)}'
print(f'{{\n"made_with": {json.dumps(made)},\n"parameters": {rounded(trajectory)}{more}\n}}')
