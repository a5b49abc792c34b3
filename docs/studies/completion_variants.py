"""Varies training micrographs: inverted contrast, as between dark and bright field, and 2 × 2 pixels binned.

usage: python completion_variants.py OUTPUT VARIANTS FILE ...     VARIANTS: some of n (inverted), b (binned), nb (both)
Writes OUTPUT/STEM-VARIANT.npy. Needs NumPy, Pillow and h5py.
"""
import pathlib
import sys

import h5py
import numpy as np
from PIL import Image


def pixels(path):
    if path.suffix == ".emd":
        with h5py.File(path) as file:
            arrays = []
            file.visititems(lambda name, item: arrays.append(item) if isinstance(item, h5py.Dataset) else None)
            return np.asarray(max(arrays, key=lambda array: array.size)).squeeze()
    image = Image.open(path)
    return np.asarray(image.convert("L") if image.mode in ("P", "RGBA") else image)


def binned(image):
    height, width = image.shape[0] // 2 * 2, image.shape[1] // 2 * 2
    return image[:height, :width].reshape(height // 2, 2, width // 2, 2).mean((1, 3))


output, variants, *files = sys.argv[1:]
pathlib.Path(output).mkdir(exist_ok=True)
for path in map(pathlib.Path, files):
    for variant in variants.split(","):
        image = pixels(path).astype(np.float32)
        image = binned(image) if "b" in variant else image
        np.save(f"{output}/{path.stem}-{variant}.npy", -image if "n" in variant else image)
