"""The partial-scan network of a kept model in plain PyTorch.

    python partial_scan_net.py sweep/models/TRIAL.safetensors network.pt

writes it as TorchScript, which `alrc complete --model network.pt` and any other program loads.
Needs the packages torch, numpy and safetensors. A constant weight W = g V / |V| replaces the pair
of direction V and gain g; the running means are subtracted, as after a training.
"""
import json
import sys

import torch
import torch.nn.functional as F
from safetensors import safe_open


class Convolution(torch.nn.Module):
    """A weight-normalised convolution; mean-only normalisation and ReLU follow where there is a mean."""

    def __init__(self, arrays, name, sampling="same"):
        super().__init__()
        v, g = arrays[name + ".direction"], arrays[name + ".gain"]
        weight = v * (g / v.square().sum((1, 2, 3)).sqrt()).reshape(-1, 1, 1, 1)
        self.doubling = sampling == "doubling"
        self.stride = 2 if sampling == "halving" else 1
        if self.doubling:
            weight = weight.flip(2, 3).transpose(0, 1).contiguous()
        mean = arrays.get(name + ".mean")
        self.hidden = mean is not None
        self.register_buffer("weight", weight)
        self.register_buffer("shift", -mean if self.hidden else torch.zeros(len(g)))

    def forward(self, x):
        if self.doubling:
            y = F.conv_transpose2d(x, self.weight, self.shift, 2, 1, 1)
        else:
            y = F.conv2d(x, self.weight, self.shift, self.stride, self.weight.shape[-1] // 2)
        return torch.relu(y) if self.hidden else y


class Residual(torch.nn.Module):
    def __init__(self, arrays, name):
        super().__init__()
        self.body = torch.nn.Sequential(*[Convolution(arrays, f"{name}.{c}") for c in "abc"])

    def forward(self, x):
        return x + self.body(x)


def half_size(x):
    """Bilinear, with aligned corners. As script, F.interpolate needs the same version of PyTorch to load."""
    down = torch.linspace(0, 1, x.shape[2] // 2, dtype=x.dtype, device=x.device).reshape(1, 1, -1, 1)
    along = torch.linspace(0, 1, x.shape[3] // 2, dtype=x.dtype, device=x.device).reshape(1, 1, 1, -1)
    x = x[:, :, ::2] + down * (x[:, :, 1::2] - x[:, :, ::2])
    return x[:, :, :, ::2] + along * (x[:, :, :, 1::2] - x[:, :, :, ::2])


class PartialScanNet(torch.nn.Module):
    """Input (N, 2, size, size): scan and mask. Output (N, 1, size, size): the completion."""

    def __init__(self, arrays):
        super().__init__()
        def one(name, sampling="same"):
            return Convolution(arrays, name, sampling)
        self.inner = torch.nn.Sequential(
            one("inner.first"),
            *[one(f"inner.down{i}", "halving") for i in range(1, 5)],
            *[Residual(arrays, f"inner.residual{i}") for i in range(1, 7)],
            *[one(f"inner.up{i}", "doubling") for i in range(4, 0, -1)])
        self.outer_down = torch.nn.Sequential(one("outer.first"), one("outer.down", "halving"))
        self.outer_up = torch.nn.Sequential(
            *[Residual(arrays, f"outer.residual{i}") for i in range(1, 4)],
            one("outer.up", "doubling"), one("outer.smooth"), one("outer.last"))

    def forward(self, x):
        return self.outer_up(self.outer_down(x) + self.inner(half_size(x)))


def load(path):
    """The network of a file, and its settings."""
    with safe_open(path, "pt") as file:
        arrays = {name: file.get_tensor(name) for name in file.keys()}
        config = json.loads(file.metadata()["config"])
    return PartialScanNet(arrays).eval(), config["model"]


if __name__ == "__main__":
    net, settings = load(sys.argv[1])
    torch.jit.script(net).save(sys.argv[2])
    print(sys.argv[2], settings)
