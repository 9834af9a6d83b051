"""The formulas that a sheet gives, from the engine's tables."""

from ..engine.network import Network
from .lines import superscript


def formulas(network: Network, eta: float, rows: int) -> list[str]:
    """Write what a mini-batch is reckoned by, in the order of computation."""
    cancels = network.slope_cancels
    loss, reduction = network.loss, network.reduction
    lines = ["z = Σ w · a + b, over all that comes in (to layer 1 the x)"]
    for formula, layers in _functions(network).items():
        which = f"layer {layers[0]}" if len(layers) == 1 else f"layers {' and '.join(layers)}"
        lines.append(f"a = f(z), in {which}: {formula}")
    lines.append(f"ℓ = {loss.formula}")
    top = superscript(network.layers)
    if cancels:
        lines.append(f"δ{top} = ∂ℓ/∂z = a − y (the slope cancels)")
    else:
        lines.append(f"∂ℓ/∂a{top} = {loss.slope_formula}")
    if network.layers > 1:
        lines.append("∂ℓ/∂a = Σ w · δ, over all that leave, δ of the next layer")
    if network.layers > 1 or not cancels:
        lines.append("δ = ∂ℓ/∂z = ∂ℓ/∂a · f′(z)")
    over = "" if rows == 1 else f", {reduction.label.lower()} over the rows"
    lines.append(f"∂L/∂w = a · δ, with the a that came in; ∂L/∂b = δ{over}")
    lines.append(f"new w = w − η · ∂L/∂w, new b = b − η · ∂L/∂b, η = {eta:g}")
    return lines


def _functions(network: Network) -> dict[str, list[str]]:
    """Write each function, and its slope where it is needed; name the layers that have it."""
    found: dict[str, list[str]] = {}
    for layer, activation in enumerate(network.activations, 1):
        is_cancelled = layer == network.layers and network.slope_cancels
        slope = "" if is_cancelled else f", f′ = {activation.slope_formula}"
        found.setdefault(f"f(z) = {activation.formula}{slope}", []).append(str(layer))
    return found
