"""The convolutions done in blocks give what thinc gives, wherever a block ends."""

from __future__ import annotations

import numpy as np
import pytest
from thinc.api import Model, NumpyOps, chain, clone, expand_window, residual
from thinc.layers import Maxout

from hakusho.tag.encoder import in_blocks

_WIDTH, _DEPTH = 24, 3


def encoder() -> Model:
    """The encoder of spaCy's MaxoutWindowEncoder, small, with weights of its own."""
    layer = chain(expand_window(window_size=1), Maxout(nO=_WIDTH, nP=3, dropout=0.0, normalize=True))
    model = clone(residual(layer), _DEPTH)
    for node in model.walk():
        node.ops = NumpyOps(use_blis=False)
    rng = np.random.default_rng(7)
    model.initialize(X=rng.normal(size=(4, _WIDTH)).astype("f"))
    for node in model.walk():
        for name in node.param_names:
            node.set_param(name, rng.normal(size=node.get_param(name).shape).astype("f"))
    return model


@pytest.mark.parametrize("tokens", [0, 1, 2, 255, 256, 257, 512, 700])
def test_blocks_give_what_thinc_gives(tokens: int) -> None:
    x = np.random.default_rng(tokens).normal(size=(tokens, _WIDTH)).astype("f")
    plain, blocked = encoder(), encoder()
    assert in_blocks(blocked) == _DEPTH
    np.testing.assert_allclose(blocked.predict(x), plain.predict(x), rtol=1e-4, atol=1e-5)


def test_a_window_of_another_size_is_left_alone() -> None:
    model = residual(chain(expand_window(window_size=2), Maxout(nO=_WIDTH, nI=5 * _WIDTH, nP=3, normalize=True)))
    model.initialize()
    assert in_blocks(model) == 0
    x = np.ones((3, _WIDTH), dtype="f")
    assert model.predict(x).shape == x.shape
