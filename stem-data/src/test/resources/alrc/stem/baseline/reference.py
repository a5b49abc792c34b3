"""Writes reference.json: completions of two small scans by other people's software.

- nearest: SciPy's griddata; only where one selected pixel is the nearest.
- linear: SciPy's griddata; only where the Delaunay triangle is the only one, that is, where no
  fourth pixel lies on the circle through its corners.
- inverse-distance: 12 nearest of a sorted list of all distances, power 2, in NumPy.
- biharmonic: scikit-image's inpaint_biharmonic, a direct solution.
- masked-gaussian: scipy.ndimage.gaussian_filter at each scale.
- total-variation, sparse-dct: the minima, by the conic solver Clarabel through CVXPY.
- rof: scikit-image's denoise_tv_chambolle of a whole image.

Numbers that are not comparable are null. Made with Python 3.11, NumPy 2.4.6, SciPy 1.17.1,
scikit-image 0.26.0, CVXPY 1.9.3 and Clarabel 0.11.1: python reference.py > reference.json
"""
import json
import cvxpy as cp
import numpy as np
from scipy.fft import dctn
from scipy.interpolate import griddata
from scipy.ndimage import gaussian_filter
from scipy.spatial import Delaunay
from skimage.restoration import denoise_tv_chambolle, inpaint_biharmonic

H, W = 17, 23


def squares(points):
    every = np.argwhere(np.ones((H, W)))
    return ((every[:, None, :] - points[None, :, :]) ** 2).sum(-1)


def nearest(points, values, known):
    d = np.sort(squares(points), axis=1)
    single = (d[:, 0] < d[:, 1]).reshape(H, W) | known
    rows, cols = np.mgrid[:H, :W]
    return np.where(single, griddata(points, values, (rows, cols), method="nearest"), np.nan)


def circle_is_single(points, corners):
    a, b, c = points[corners].astype(float)
    system = 2 * np.array([b - a, c - a])
    centre = np.linalg.solve(system, [b @ b - a @ a, c @ c - a @ a])
    radius = ((a - centre) ** 2).sum()
    return (((points - centre) ** 2).sum(1) < radius + 1e-6).sum() == 3


def linear(points, values, known):
    mesh = Delaunay(points)
    single = np.array([circle_is_single(points, s) for s in mesh.simplices])
    rows, cols = np.mgrid[:H, :W]
    found = griddata(points, values, (rows, cols), method="linear")
    simplex = mesh.find_simplex(np.stack([rows, cols], -1))
    return np.where(known | ((simplex >= 0) & single[simplex]), found, np.nan)


def inverse_distance(points, values, known):
    d = squares(points)
    order = np.lexsort((np.broadcast_to(np.arange(len(points)), d.shape), d), axis=1)[:, :12]
    near = np.take_along_axis(d, order, 1).astype(float)
    weight = 1 / np.maximum(near, 1e-300)
    found = ((weight * values[order]).sum(1) / weight.sum(1)).reshape(H, W)
    found[known] = values
    return found


def masked_gaussian(weights, image, finest=1.5, enough=4.0):
    m = weights / weights.max()
    u = np.full((H, W), (m * image).sum() / m.sum())
    sigmas = [finest]
    while 2 * sigmas[-1] <= max(H, W) / 4:
        sigmas.append(2 * sigmas[-1])
    for sigma in reversed(sigmas):
        mass = gaussian_filter(m, sigma, mode="reflect", truncate=12)
        total = gaussian_filter(m * image, sigma, mode="reflect", truncate=12)
        share = np.minimum(1, 4 * np.pi * sigma**2 * mass / enough)
        u = u + share * (total / mass - u)
    return u


def minimum(objective, u):
    cp.Problem(cp.Minimize(objective)).solve(
        solver=cp.CLARABEL, tol_gap_abs=1e-11, tol_gap_rel=1e-11, tol_feas=1e-11)
    return u.value


def total_variation(image, known, fidelity=5.0):
    u = cp.Variable((H, W))
    down = cp.vstack([u[1:, :] - u[:-1, :], np.zeros((1, W))])
    along = cp.hstack([u[:, 1:] - u[:, :-1], np.zeros((H, 1))])
    length = cp.norm(cp.vstack([cp.vec(down, order="C"), cp.vec(along, order="C")]), 2, axis=0)
    misfit = cp.sum_squares(cp.multiply(known, u - image))
    return minimum(cp.sum(length) + fidelity / 2 * misfit, u)


def cosine_rows(n):
    return np.array([dctn(e, norm="ortho") for e in np.eye(n)]).T


def sparse_dct(image, known, threshold=0.2):
    u = cp.Variable((H, W))
    coefficients = cosine_rows(H) @ u @ cosine_rows(W).T
    penalised = np.ones((H, W))
    penalised[0, 0] = 0
    misfit = cp.sum_squares(cp.multiply(known, u - image))
    return minimum(
        misfit / 2 + threshold * cp.sum(cp.abs(cp.multiply(penalised, coefficients))), u)


def numbers(image):
    return [None if np.isnan(v) else round(float(v), 9) for v in np.asarray(image).ravel()]


def case(weights, truth):
    known = weights > 0
    image = np.where(known, np.round(truth, 3), 0.0)
    points = np.argwhere(known)
    values = image[known]
    return {
        "height": H, "width": W,
        "weights": weights.ravel().tolist(), "values": values.tolist(),
        "nearest": numbers(nearest(points, values, known)),
        "linear": numbers(linear(points, values, known)),
        "inverse-distance": numbers(inverse_distance(points, values, known)),
        "biharmonic": numbers(inpaint_biharmonic(image, ~known)),
        "masked-gaussian": numbers(masked_gaussian(weights, image)),
        "total-variation": numbers(total_variation(image, known)),
        "sparse-dct": numbers(sparse_dct(image, known)),
    }


rng = np.random.default_rng(11)
rows, cols = np.mgrid[:H, :W]
truth = 0.6 * np.sin(0.5 * rows + 0.2 * cols) + 0.3 * np.cos(0.7 * cols) + rng.normal(0, 0.1, (H, W))
scattered = (rng.random((H, W)) < 0.15) * rng.integers(1, 11, (H, W)) / 16
lines = np.where((rows + cols // 5) % 6 == 1, 0.5, 0.0)
whole = np.round(truth, 3)
print(json.dumps({
    "scattered": case(scattered, truth), "lines": case(lines, truth),
    "rof": {"height": H, "width": W, "values": whole.ravel().tolist(), "fidelity": 5.0,
            "image": numbers(denoise_tv_chambolle(
                whole, weight=1 / 5.0, eps=1e-14, max_num_iter=200000))}}))
