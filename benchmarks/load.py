"""Examples per second of python/alrc_data.py beside arrays that NumPy maps into memory, in turn.

    benchmarks/load.py FOLDER [FOLDER ...]     data sets of `prepare`, of the same crops; the last one in NPY, dense

Each round reads every example of each set once, in a PyTorch DataLoader with no worker process, in batches of 4; the
peer reads the same crops from the NPY files by `numpy.load(mmap_mode)` and TensorDataset. Prints one JSON line:
examples per second (median of the rounds), and processor milliseconds per example.
"""

import glob
import json
import os
import statistics
import sys
import time

import numpy as np
import torch
from torch.utils.data import ConcatDataset, DataLoader, TensorDataset

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "python"))
import alrc_data  # noqa: E402

ROUNDS = 9


def mapped(folder):
    def tensor(path):
        return torch.from_numpy(np.load(path, mmap_mode="c"))

    parts = sorted(glob.glob(f"{folder}/examples/split=train/*.truth.npy"))
    return ConcatDataset([TensorDataset(tensor(p), tensor(p.replace(".truth.npy", ".scan.npy"))) for p in parts])


def once(data):
    wall, cpu, count = time.perf_counter(), time.process_time(), 0
    for batch in DataLoader(data, batch_size=4):
        pixels = batch["truth"] if isinstance(batch, dict) else batch[0]
        pixels.sum()
        count += len(pixels)
    return count / (time.perf_counter() - wall), 1000 * (time.process_time() - cpu) / count


def main():
    torch.set_num_threads(1)
    sets = {f"alrc_data {os.path.basename(f)}": alrc_data.torch_dataset(f) for f in sys.argv[1:]}
    sets["NumPy memmap"] = mapped(sys.argv[-1])
    rounds = {name: [] for name in sets}
    for _ in range(ROUNDS):
        for name, data in sets.items():
            rounds[name].append(once(data))
    print(json.dumps({name: {"examples_per_s": round(statistics.median(r[0] for r in of), 1),
                             "cpu_ms": round(statistics.median(r[1] for r in of), 2)} for name, of in rounds.items()}))


if __name__ == "__main__":
    main()
