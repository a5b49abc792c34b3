"""The peer for the training step: a plain, eager PyTorch loop over the same network, loss, rule and optimizer.

usage: step_peer.py WIDTH BATCH [DEVICE]
One thread, as one process per trial and core would have; losses are read by the host every step. Each line "SECONDS" on standard input
lets it run for so long and prints steps per second; "version" prints PyTorch's.
"""
import sys, time, math
import torch, torch.nn as nn, torch.nn.functional as F

width, batch = float(sys.argv[1]), int(sys.argv[2])
device = torch.device(sys.argv[3] if len(sys.argv) > 3 else "cpu")
torch.set_num_threads(1); torch.manual_seed(0)
a, b = round(64 * width), round(128 * width)

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        conv = lambda i, o, k: nn.Conv2d(i, o, k, padding=k // 2)
        self.head, self.up = conv(3, a, 5), conv(a, b, 3)
        self.blocks = nn.ModuleList([nn.ModuleList([conv(b, b, 3), conv(b, b, 3)]) for _ in range(3)])
        self.down, self.tail = conv(b, a, 3), conv(a, 3, 5)

    def forward(self, x):
        x = F.relu(self.up(F.relu(self.head(x))))
        for first, second in self.blocks:
            x = x + F.relu(second(F.relu(first(x))))
        return self.tail(F.relu(self.down(x)))

net = Net().to(device); optimizer = torch.optim.Adam(net.parameters(), lr=1 / 1280)
x, y = torch.randn(batch, 3, 32, 32, device=device), torch.randn(batch, 3, 32, 32, device=device)
mean, square, n, decay = 25.0, 900.0, 3.0, 0.999

def step():
    global mean, square
    optimizer.zero_grad()
    losses = ((net(x) - y) ** 4).mean(dim=(1, 2, 3))
    top = mean + n * math.sqrt(max(square - mean * mean, 0) + 1e-8)
    factor = torch.clamp(top / losses.detach(), max=1.0)
    (factor * losses).mean().backward()
    optimizer.step()
    host = losses.detach()
    mean = decay * mean + (1 - decay) * host.mean().item()
    square = decay * square + (1 - decay) * (host ** 2).mean().item()

for line in sys.stdin:
    if line.strip() == "version":
        print("figure", torch.__version__, flush=True)
        continue
    start, steps, limit = time.perf_counter(), 0, float(line)
    while time.perf_counter() - start < limit: step(); steps += 1
    print(f"figure {steps / (time.perf_counter() - start):.4f}", flush=True)
