"""The peer for a sweep: one trial of cifar10-paper-small as a Python process of its own, plain eager PyTorch on one thread.

usage: sweep_peer.py FOLDER LOSS DEVIATIONS SEED ITERATIONS   prints one JSON line: cell, seed, mean of the last thousand errors
Network, loss, rule, optimizer, augmentation and number of iterations are those of the study; losses are read by the host every step.
"""
import glob, json, math, sys
import numpy as np
import torch, torch.nn as nn, torch.nn.functional as F

folder, power, deviations, seed, iterations = sys.argv[1], {"squared": 2, "quartic": 4}[sys.argv[2]], float(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
torch.set_num_threads(1); torch.manual_seed(seed)
records = np.concatenate([np.fromfile(name, np.uint8).reshape(-1, 3073) for name in sorted(glob.glob(folder + "/data_batch_*.bin"))])
images = torch.from_numpy(records[:, 1:].reshape(-1, 3, 32, 32))

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        conv = lambda i, o, k: nn.Conv2d(i, o, k, padding=k // 2)
        self.head, self.up = conv(3, 8, 5), conv(8, 16, 3)
        self.blocks = nn.ModuleList([nn.ModuleList([conv(16, 16, 3), conv(16, 16, 3)]) for _ in range(3)])
        self.down, self.tail = conv(16, 8, 3), conv(8, 3, 5)

    def forward(self, x):
        x = F.relu(self.up(F.relu(self.head(x))))
        for first, second in self.blocks:
            x = x + F.relu(second(F.relu(first(x))))
        return self.tail(F.relu(self.down(x)))

def example(index):
    x = images[index].float()
    flip, shift, factor = torch.rand(3).tolist()
    if flip < 0.5: x = x.flip(2)
    x = x + 63 * (2 * shift - 1)
    mean = x.mean(dim=(1, 2), keepdim=True)
    x = (x - mean) * (0.2 + 1.6 * factor) + mean
    y = ((x - x.mean()) / max(x.std(unbiased=False).item(), 1 / math.sqrt(x.numel())))[None]
    small = F.interpolate(y, size=16, mode="bilinear", align_corners=True)
    return F.interpolate(small, size=32, mode="bilinear", align_corners=True), y

net = Net(); optimizer = torch.optim.Adam(net.parameters(), lr=1 / 1280)
mean, square, decay, last = None, None, 0.99, []
order = []
for iteration in range(iterations):
    if not order: order = torch.randperm(len(images)).tolist()
    x, y = example(order.pop())
    optimizer.zero_grad()
    loss = ((net(x) - y).abs() ** power).mean()
    value = loss.item()
    if mean is None: mean, square = value, value * value
    limit = mean + deviations * math.sqrt(max(square - mean * mean, 0) + 1e-8)
    (loss * (limit / value) if value > limit else loss).backward()
    optimizer.step()
    mean, square = decay * mean + (1 - decay) * value, decay * square + (1 - decay) * value * value
    last = (last + [value])[-1000:]
print(json.dumps({"loss": sys.argv[2], "deviations": sys.argv[3], "seed": seed, "final_mean": sum(last) / len(last)}))
