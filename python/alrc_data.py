"""Reads the data sets that `alrc prepare` writes: Parquet, NPY, WebDataset and TFRecord alike.

Needs NumPy and PyArrow; PyTorch or TensorFlow only for the functions that are named after them.

    from alrc_data import Examples
    for example in Examples("OUT", split="train"):
        example["scan"], example["mask"], example["truth"]      # float32 arrays, height × width

Licence: Apache-2.0, as the program.
"""

import json
import os
import warnings

import numpy as np
import pyarrow.parquet as pq

INDEX = ".index.parquet"
MOST_FILES = 64
PIXELS = {"float32": "<f4", "float16": "<f2", "uint16": "<u2"}
SUFFIXES = {"npy": (".truth.npy", ".scan.npy"), "webdataset": (".tar", ".tar"), "tfrecord": (".tfrecord", ".tfrecord")}


class Examples:
    """The examples of one split, in the order of the files; iterable, and a sequence by index.

    folder   the folder given to `prepare --output`, on a local disk
    split    "train", "validation" or "test"
    target   None, or "full" (the truth blurred by the 5×5 Gaussian of the paper), or "half" (resized to half, then
             blurred); examples then have an array "target"
    seed     None for the order of the files; else a number, and each epoch has its own order: parts are shuffled, and
             the examples inside each row group

    An example is a dict: "example_id", "source", and float32 arrays "truth", "target", "scan" (0 where the probe was
    not) and "mask" (weight of each pixel in 0…1); without a scan in the recipe there is neither "scan" nor "mask".
    Examples share memory with files and with each other: copy an array before you change it.
    """

    def __init__(self, folder, split="train", target=None, seed=None):
        if target not in (None, "full", "half"):
            raise ValueError(f"target {target!r}: must be None, 'full' or 'half'")
        with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        self.format = manifest["format"]
        self.blurred = manifest.get("recipe_settings", {}).get("truth") == "blurred"
        if target == "half" and self.blurred:
            raise ValueError("target 'half': the stored truths are blurred already; it is made of sharp ones")
        self.target, self.seed, self.epoch = target, seed, 0
        self.masks = _masks(os.path.join(folder, "masks.parquet"))
        files = os.path.join(folder, "examples", f"split={split}")
        end = ".parquet" if self.format == "parquet" else INDEX
        names = sorted(os.listdir(files)) if os.path.isdir(files) else []
        self.parts = [os.path.join(files, n) for n in names if n.endswith(end) and not n.startswith((".", "_"))]
        groups = [(part, group) for part in self.parts for group in _rows_of_groups(part)]
        self.groups = [(part, index) for part, (index, _) in groups]
        self.ends = np.cumsum([rows for _, (_, rows) in groups], dtype=int)
        self._cached, self._files = (None, []), {}

    def __len__(self):
        return int(self.ends[-1]) if len(self.ends) else 0

    def __getitem__(self, index):
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        index %= len(self)
        group = int(np.searchsorted(self.ends, index, side="right"))
        first = int(self.ends[group - 1]) if group else 0
        return self._example(*self._row(group, index - first))

    def __iter__(self):
        return self.shard(0, 1)

    def shard(self, number, count, epoch=None):
        """Iterates over every `count`-th row group from `number` on: for the workers of a loader.

        epoch    a number that all workers share; None counts the calls of this object
        """
        if epoch is None:
            epoch = self.epoch
            self.epoch += 1
        order = np.arange(len(self.groups))
        if self.seed is not None:
            np.random.default_rng([self.seed, epoch]).shuffle(order)
        for group in order[number::count]:
            rows = np.arange(self.ends[group] - (self.ends[group - 1] if group else 0))
            if self.seed is not None:
                np.random.default_rng([self.seed, epoch, group]).shuffle(rows)
            for row in rows:
                yield self._example(*self._row(int(group), int(row)))

    def _row(self, group, row):
        if self._cached[0] != group:
            part, index = self.groups[group]
            self._cached = (group, pq.ParquetFile(part, memory_map=True).read_row_group(index, use_threads=False))
        table = self._cached[1].slice(row, 1)
        return self.groups[group][0], {name: table.column(name)[0] for name in table.column_names}

    def _example(self, part, row):
        def fact(name, otherwise=None):
            return row[name].as_py() if name in row and row[name].is_valid else otherwise

        height, width = fact("height"), fact("width")
        mask = self.masks.get(fact("mask_id"))
        dense = fact("scan_layout") == "dense"
        example = {"example_id": fact("example_id"), "source": fact("source")}
        example["truth"] = self._pixels(part, row, fact, "truth", height * width).reshape(height, width)
        if self.target:
            example["target"] = example["truth"] if self.blurred else _target(example["truth"], self.target)
        if mask is not None:
            scan = self._pixels(part, row, fact, "scan", height * width if dense else np.count_nonzero(mask > 0))
            example["scan"] = scan.reshape(height, width) if dense else _placed(scan, mask)
            example["mask"] = mask
        return example

    def _mapped(self, path):
        if path not in self._files:
            if len(self._files) >= MOST_FILES:
                self._files.clear()
            self._files[path] = np.memmap(path, np.uint8, "r")
        return self._files[path]

    def _pixels(self, part, row, fact, kind, count):
        dtype = np.dtype(PIXELS[fact("pixels", "float32")])
        if self.format == "parquet":
            stored = np.frombuffer(row[kind].as_buffer(), dtype, count)
        else:
            suffix = SUFFIXES[self.format][kind == "scan"]
            stored = np.frombuffer(self._mapped(part[: -len(INDEX)] + suffix), dtype, count, fact(f"{kind}_at"))
        scale, offset = fact(f"{kind}_scale", 1.0), fact(f"{kind}_offset", 0.0)
        return stored.astype("f4", copy=False) if (scale, offset) == (1, 0) else (stored * scale + offset).astype("f4")


def torch_dataset(folder, split="train", target=None, seed=None):
    """An iterable data set for `torch.utils.data.DataLoader`, which spreads row groups over its workers.

    With a seed, each epoch has another order; after `torch.manual_seed` the orders are the same in each run. Batches
    are copies; without batches (`batch_size=None`), copy a tensor before you change it.
    """
    import torch

    class Dataset(torch.utils.data.IterableDataset):
        examples = Examples(folder, split, target, seed)

        def __len__(self):
            return len(self.examples)

        def __iter__(self):
            worker = torch.utils.data.get_worker_info()
            if worker is None:
                shard = self.examples.shard(0, 1)
            else:
                shard = self.examples.shard(worker.id, worker.num_workers, worker.seed - worker.id)
            for example in shard:
                yield {key: _tensor(torch, value) for key, value in example.items()}

    return Dataset()


def tf_dataset(folder, split="train", target=None, seed=None):
    """A `tf.data.Dataset` of the arrays of each example."""
    import tensorflow as tf

    examples = Examples(folder, split, target, seed)
    arrays = {key: value for key, value in examples[0].items() if isinstance(value, np.ndarray)}
    signature = {key: tf.TensorSpec([None] * value.ndim, tf.float32) for key, value in arrays.items()}
    return tf.data.Dataset.from_generator(
        lambda: ({key: example[key] for key in arrays} for example in examples), output_signature=signature
    )


def _tensor(torch, value):
    if not isinstance(value, np.ndarray):
        return value
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The given NumPy array is not writable")
        return torch.from_numpy(value)


def _rows_of_groups(part):
    metadata = pq.read_metadata(part)
    return [(group, metadata.row_group(group).num_rows) for group in range(metadata.num_row_groups)]


def _masks(path):
    masks = {}
    for row in pq.read_table(path).to_pylist() if os.path.exists(path) else []:
        masks[row["mask_id"]] = np.frombuffer(row["weights"], "<f4").reshape(row["height"], row["width"])
    return masks


def _placed(scan, mask):
    image = np.zeros(mask.shape, "f4")
    image[mask > 0] = scan
    return image


def _target(truth, kind):
    return _blurred(truth if kind == "full" else _halved(truth))


def _blurred(image):
    """The 5×5 Gaussian of σ = 2.5, edges reflected without repeating the edge pixel, as in `prepare`."""
    bell = np.exp(-np.arange(3) ** 2 / (2 * 2.5**2))
    centre, inner, outer = (bell / (bell[0] + 2 * bell[1] + 2 * bell[2])).astype("f4")
    for axis in (1, 0):
        wide = np.pad(image, [(2, 2) if a == axis else (0, 0) for a in (0, 1)], mode="reflect")
        a, b, c, d, e = (np.take(wide, np.arange(i, i + image.shape[axis]), axis) for i in range(5))
        image = outer * (a + e) + inner * (b + d) + centre * c
    return image


def _halved(image):
    """Bilinear, with aligned corners."""
    for axis in (1, 0):
        old, new = image.shape[axis], image.shape[axis] // 2
        places = np.arange(new) * ((old - 1.0) / (new - 1) if new > 1 else 0)
        low = np.minimum(places.astype(int), old - 1)
        fraction = (places - low).astype("f4").reshape([-1 if a == axis else 1 for a in (0, 1)])
        first, second = np.take(image, low, axis), np.take(image, np.minimum(low + 1, old - 1), axis)
        image = first + (second - first) * fraction
    return image
