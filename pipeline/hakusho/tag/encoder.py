"""The model's convolutions, a few hundred tokens at a time.

thinc takes each step of a layer for all tokens of a batch before the next, through arrays of many megabytes that come
from memory again for every step. Here a block of tokens stays in the processor's cache from the window to the sum. The
operations are thinc's, on the same numbers; benchmarks/identity.py shows that no annotation differs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from thinc.api import Model

_BLOCK = 256  # tokens: with 768 columns of 4 bytes, two arrays of 0.8 MB
_LAYER = "residual(expand_window>>maxout>>layernorm>>dropout)"


def in_blocks(model: Model[Any, Any]) -> int:
    """Replace the residual convolutions of a model, in place, and tell how many; any other layer is left as it is."""
    layers = [node for node in model.walk() if node.name == _LAYER]
    faster = [(layer, blocked) for layer in layers if (blocked := _blocked(layer)) is not None]
    for layer, blocked in faster:
        model.replace_node(layer, blocked)
    return len(faster)


def _blocked(residual: Model[Any, Any]) -> Model[Any, Any] | None:
    window, maxout, norm = (
        next(n for n in residual.walk() if n.name == name) for name in ("expand_window", "maxout", "layernorm")
    )
    width, pieces = maxout.get_dim("nO"), maxout.get_dim("nP")
    if window.attrs["window_size"] != 1 or maxout.get_dim("nI") != 3 * width:
        return None
    # Ordered by piece, so that the best of each unit's pieces is the maximum of whole columns.
    by_piece = np.asarray(maxout.get_param("W")).transpose(1, 0, 2).reshape(width * pieces, 3 * width)
    weights = np.ascontiguousarray(by_piece.T)
    bias = np.ascontiguousarray(np.asarray(maxout.get_param("b")).T).reshape(-1)
    gain, shift = norm.get_param("G"), norm.get_param("b")

    def forward(model: Model[Any, Any], x: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
        n = len(x)
        out = np.empty_like(x)
        seen = np.empty((_BLOCK, 3 * width), dtype=x.dtype)
        product = np.empty((_BLOCK, width * pieces), dtype=x.dtype)
        for first in range(0, n, _BLOCK):
            last = min(first + _BLOCK, n)
            s, y = seen[: last - first], product[: last - first]
            _look_around(x, first, last, s, width)
            np.matmul(s, weights, out=y)
            y += bias
            best = np.maximum(y[:, :width], y[:, width : 2 * width])
            for piece in range(2, pieces):
                np.maximum(best, y[:, piece * width : (piece + 1) * width], out=best)
            mean = best.mean(axis=1, keepdims=True)
            variance = best.var(axis=1, keepdims=True, mean=mean) + 1e-08
            best -= mean
            best *= variance ** (-1.0 / 2)
            best *= gain
            best += shift
            np.add(x[first:last], best, out=out[first:last])
        return out, _no_training

    return Model("residual_in_blocks", forward, dims={"nO": width, "nI": width}, ops=residual.ops)


def _look_around(x: Any, first: int, last: int, out: Any, width: int) -> None:
    """Each token beside its neighbours; zeros beyond the ends."""
    out[:, width : 2 * width] = x[first:last]
    before = max(first - 1, 0)
    out[: before - first + 1, :width] = 0
    out[before - first + 1 :, :width] = x[before : last - 1]
    after = min(last + 1, len(x))
    out[: after - first - 1, 2 * width :] = x[first + 1 : after]
    out[after - first - 1 :, 2 * width :] = 0


def _no_training(gradient: Any) -> Any:
    raise NotImplementedError("a model that tags in blocks cannot be trained")
