"""The formulas that a sheet gives, from the engine's tables."""

from ..engine.network import Network
from .lines import superscript


def formulas(network: Network, eta: float, rows: int) -> list[str]:
    """Write what a mini-batch is reckoned by, in the order of computation."""
    cancels = network.slope_cancels
    loss, reduction = network.loss, network.reduction
    lines = ["z = Σ w · a + b, over all that comes in; the first layer's a are the inputs x"]
    for layer, activation in enumerate(network.activations, 1):
        slope = "" if layer == network.layers and cancels else f", f′ = {activation.slope_formula}"
        lines.append(f"a = f(z), in layer {layer}: f(z) = {activation.formula}{slope}")
    lines.append(f"ℓ = {loss.formula}")
    top = superscript(network.layers)
    if cancels:
        lines.append(f"δ{top} = ∂ℓ/∂z = a − y, as the output's slope cancels against the loss")
    else:
        lines.append(f"∂ℓ/∂a{top} = {loss.slope_formula}")
    if network.layers > 1:
        lines.append("∂ℓ/∂a = Σ w · δ, over all connections that leave, with the δ of the next layer")
    if network.layers > 1 or not cancels:
        lines.append("δ = ∂ℓ/∂z = ∂ℓ/∂a · f′(z)")
    over = "" if rows == 1 else f", {reduction.label.lower()} over the rows"
    lines.append(f"∂L/∂w = a · δ, with the a that came in; ∂L/∂b = δ{over}")
    lines.append(f"new w = w − η · ∂L/∂w, new b = b − η · ∂L/∂b, η = {eta:g}")
    return lines
