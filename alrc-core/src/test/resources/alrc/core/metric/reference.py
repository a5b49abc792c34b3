"""Writes reference.json: figures of NumPy and scikit-image for two images that are not square.

Made with Python 3.11, NumPy 2.4.6 and scikit-image 0.26.0: python reference.py > reference.json
"""
import json
import numpy as np
from skimage.metrics import normalized_root_mse, structural_similarity


def tukey(n):
    edge = (np.minimum(np.arange(n), n - 1 - np.arange(n)) + 0.5) / n
    return np.where(edge < 1 / 8, 0.5 - 0.5 * np.cos(8 * np.pi * edge), 1.0)


def frc(x, y):
    h, w = x.shape
    window = np.outer(tukey(h), tukey(w))
    a = np.fft.fft2((x - x.mean()) * window)
    b = np.fft.fft2((y - y.mean()) * window)
    side = min(h, w)
    f = np.hypot(np.fft.fftfreq(h)[:, None], np.fft.fftfreq(w)[None, :])
    ring = np.rint(f * side).astype(int)
    curve = [1.0]
    for r in range(1, side // 2 + 1):
        s = ring == r
        power = (np.abs(a[s]) ** 2).sum() * (np.abs(b[s]) ** 2).sum()
        curve.append(float((a[s] * b[s].conj()).sum().real / np.sqrt(power)))
    return curve


rng = np.random.default_rng(5)
h, w = 26, 21
rows, cols = np.mgrid[:h, :w]
truth = 0.5 * np.cos(rows * 0.5 + cols * 0.2) + 0.3 * np.sin(cols * 0.9) + 0.1
noise = rng.normal(0, 0.25, (h, w))
truth, other = np.round(truth, 3), np.round(truth + noise, 3)
x, y = (image.astype(np.float32).astype(np.float64) for image in (truth, other))
nmse = normalized_root_mse(x, y) ** 2
ssim = structural_similarity(
    x, y, gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=2)
curve = frc(x, y)
k = next(r for r in range(1, len(curve)) if curve[r] < 1 / 7)
crossing = np.interp(1 / 7, [curve[k], curve[k - 1]], [k, k - 1])
print(json.dumps({
    "height": h, "width": w, "nmse": nmse, "snr": -10 * np.log10(nmse), "ssim": ssim,
    "frc": min(h, w) / crossing, "frc_curve": curve,
    "truth": truth.ravel().tolist(), "completion": other.ravel().tolist()}))
