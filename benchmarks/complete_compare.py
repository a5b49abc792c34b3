"""Images per second of processor time of `complete` and of plain PyTorch with the same weights, in turn, on one thread.

usage: complete_compare.py NETWORK.safetensors BATCH ROUNDS SECONDS JAVA COMMAND ...
Prints one JSON line: medians, the ratio's 95 % interval over rounds, and the largest difference of the outputs.
"""
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
import torch

from partial_scan_net import load

path, batch, rounds, seconds, *java = sys.argv[1:]
batch, rounds, seconds = int(batch), int(rounds), float(seconds)
torch.set_num_threads(1)
net, settings = load(path)
side = settings["size"]
drawn = np.random.default_rng(0)
mask = np.where(drawn.random((batch, 1, side, side)) < 0.1, drawn.choice([0.25, 0.5, 0.625], (batch, 1, side, side)), 0)
scans = np.where(mask > 0, drawn.random((batch, 1, side, side)), 0)
batched = torch.from_numpy(np.concatenate([scans, mask], 1).astype(np.float32))
with tempfile.NamedTemporaryFile() as given, tempfile.NamedTemporaryFile() as made:
    batched.numpy().tofile(given.name)
    ours = subprocess.Popen([*java, path, str(side), str(batch), given.name, made.name],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    ours.stdout.readline()
    completed = np.fromfile(made.name, np.float32).reshape(batch, side, side)

    def peer():
        start, used, images = time.perf_counter(), time.process_time(), 0
        while time.perf_counter() - start < seconds:
            net(batched)
            images += batch
        return images / (time.process_time() - used)

    def alrc():
        print(seconds, file=ours.stdin, flush=True)
        return float(ours.stdout.readline())

    with torch.inference_mode():
        difference = float(np.abs(net(batched).numpy()[:, 0] - completed).max())
        peer(), alrc()
        pairs = [(alrc(), peer()) if i % 2 else (peer(), alrc())[::-1] for i in range(rounds)]
    ours.stdin.close()
ratios = [math.log(a / p) for a, p in pairs]
half = 2.0 * statistics.stdev(ratios) / math.sqrt(rounds)
mean = statistics.mean(ratios)
print(json.dumps({
    "benchmark": "complete", "width": settings["width"], "side": side, "batch": batch, "rounds": rounds,
    "alrc": round(statistics.median(a for a, _ in pairs), 3),
    "peer": round(statistics.median(p for _, p in pairs), 3),
    "ratio": round(math.exp(mean), 3), "ratio_low": round(math.exp(mean - half), 3),
    "ratio_high": round(math.exp(mean + half), 3), "largest_difference": difference}))
