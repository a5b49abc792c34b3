"""The partial-scan network of a kept model in plain PyTorch.

    python partial_scan_net.py sweep/models/TRIAL.safetensors network.pt

writes it as TorchScript, which `alrc complete --model network.pt` and any other program loads.
Needs the packages torch, numpy and safetensors. A constant weight W = g V / |V| replaces the pair
of direction V and gain g; the running means are subtracted, as after a training.
"""
import json
import math
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


def estimates(scan, mask, kind: str):
    """The image at the selected pixels, by the step of the recipe that made the scan."""
    if kind == "probe-scan":
        return 2 * scan - 1
    # v = (m x + 1) / A on average: a line in m, fitted with the weights 1 / m^2, meets m = 0 at 1 / A
    known = (mask > 0).to(mask.dtype)
    inverse = known / (mask + 1 - known)
    selected = known.sum((2, 3), keepdim=True)
    count = inverse.square().sum((2, 3), keepdim=True).clamp(min=1e-30)
    weight = inverse.sum((2, 3), keepdim=True) / count
    value = (scan * inverse.square()).sum((2, 3), keepdim=True) / count
    product = (scan * inverse).sum((2, 3), keepdim=True) / count
    spread = selected / count - weight.square()
    fitted = (spread > 1e-6) & (selected >= 100)
    slope = (product - weight * value) / torch.where(fitted, spread, torch.ones_like(spread))
    largest = mask.amax((2, 3), keepdim=True)
    line = torch.maximum(value - slope * weight, 1 / (1 + largest * (2 - largest)))
    means = (scan / torch.where(fitted, line, torch.full_like(line, 0.5)) - 1) * inverse
    return means - brighter(means, mask, known) * (1 - mask) * known


def brighter(values, mask, known):
    """By how much the amplitude of the noise is brighter than the image: the slope of a line in 1 - m."""
    rest = 1 - mask
    weight = known / (rest.square() / 3 + 0.1)
    total = weight.sum((2, 3), keepdim=True).clamp(min=1e-30)
    mean_rest = (weight * rest).sum((2, 3), keepdim=True) / total
    mean_value = (weight * values).sum((2, 3), keepdim=True) / total
    spread = (weight * rest.square()).sum((2, 3), keepdim=True) / total - mean_rest.square()
    product = (weight * rest * values).sum((2, 3), keepdim=True) / total
    fitted = (spread > 1e-6) & (known.sum((2, 3), keepdim=True) >= 100)
    slope = (product - mean_rest * mean_value) / torch.where(fitted, spread, torch.ones_like(spread))
    return torch.where(fitted, slope, torch.zeros_like(slope))


def transform(side: int, like):
    """The matrix of the orthonormal cosine transform (DCT-II)."""
    k = torch.arange(side, dtype=torch.float64)
    matrix = torch.cos(torch.pi * (2 * k + 1) * k[:, None] / (2 * side)) * (2 / side) ** 0.5
    matrix[0] = matrix[0] / 2 ** 0.5
    return matrix.to(like.dtype).to(like.device)


def sparse(values, mask):
    """Few coefficients of the cosine transform: iterative soft thresholding with momentum."""
    down, along = transform(mask.shape[2], mask), transform(mask.shape[3], mask)
    known = (mask > 0).to(mask.dtype)
    given = known * values
    image = given + (1 - known) * given.sum((2, 3), keepdim=True) / known.sum((2, 3), keepdim=True).clamp(min=1)
    variable = torch.ones_like(mask[:1])
    variable[:, :, 0, 0] = 0
    largest = (down @ image @ along.t() * variable).abs().amax((2, 3), keepdim=True).clamp(min=0.5)
    ahead, momentum, steps = image, 1.0, 24
    for i in range(steps):
        fall = min(1.0, 2.0 * i / steps)
        threshold = torch.exp(torch.log(largest) * (1 - fall) + fall * math.log(0.5)) * variable
        every = down @ (ahead * (1 - known) + given) @ along.t()
        after = down.t() @ (every - torch.maximum(torch.minimum(every, threshold), -threshold)) @ along
        grown = (1 + math.sqrt(1 + 4 * momentum * momentum)) / 2
        ahead = (after - image) * ((momentum - 1) / grown) + after
        image, momentum = after, grown
    return image.clamp(-1, 1)


def smooth(values, mask):
    """Pull-push: weighted means of the values on the path, from coarse to fine."""
    weights = mask / mask.amax((2, 3), keepdim=True).clamp(min=1e-6)
    pull = torch.tensor([0.25, 0.75, 0.75, 0.25], dtype=mask.dtype, device=mask.device)
    near = torch.tensor([0.25, 0.5, 0.25], dtype=mask.dtype, device=mask.device)
    pull = (pull[:, None] * pull).reshape(1, 1, 4, 4)
    near = (near[:, None] * near).reshape(1, 1, 3, 3)
    masses, sums = [weights], [weights * values]
    while min(masses[-1].shape[2:]) >= 4 and masses[-1].shape[2] % 2 == 0 and masses[-1].shape[3] % 2 == 0:
        masses.append(F.conv2d(masses[-1], pull, None, 2, 1))
        sums.append(F.conv2d(sums[-1], pull, None, 2, 1))
    image = sums[-1].sum((2, 3), keepdim=True) / masses[-1].sum((2, 3), keepdim=True).clamp(min=1e-6)
    for level in range(len(masses) - 1, -1, -1):
        if level < len(masses) - 1:
            large = image.repeat_interleave(2, 2).repeat_interleave(2, 3)
            image = F.conv2d(large, near, None, 1, 1) / F.conv2d(torch.ones_like(large), near, None, 1, 1)
        mean = sums[level] / masses[level].clamp(min=1e-6)
        image = image + (mean - image) * (masses[level] / 8).clamp(max=1)
    return image.clamp(-1, 1)


class PartialScanNet(torch.nn.Module):
    """Input (N, 2, size, size): scan and mask. Output (N, 1, size, size): the completion."""

    def __init__(self, arrays, fill="none"):
        super().__init__()
        self.fill: str = fill

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
        if self.fill == "none":
            return self.completion(x)
        mask = x[:, 1:]
        values = estimates(x[:, :1], mask, self.fill)
        base = sparse(values, mask)
        rest = (values - base).clamp(-2, 2) * (mask > 0)
        return base + self.completion(torch.cat([x, base, smooth(values, mask), rest], 1))

    def completion(self, x):
        return self.outer_up(self.outer_down(x) + self.inner(half_size(x)))


def load(path):
    """The network of a file, and its settings."""
    with safe_open(path, "pt") as file:
        arrays = {name: file.get_tensor(name) for name in file.keys()}
        config = json.loads(file.metadata()["config"])
    return PartialScanNet(arrays, config["model"].get("fill", "none")).eval(), config["model"]


if __name__ == "__main__":
    net, settings = load(sys.argv[1])
    torch.jit.script(net).save(sys.argv[2])
    print(sys.argv[2], settings)
