# Products by oneDNN, for builds of libtorch that have it. Elsewhere `plain` stands in this place: a script that names an
# operator which is not there cannot be loaded, even if it never calls it.
def linear(x: Tensor, w: Tensor, b: Optional[Tensor], relu: bool) -> Tensor:
  """(B, in) -> (B, out), with ReLU or without; it has no gradient."""
  return ops.mkldnn._linear_pointwise(x, w, b, "relu" if relu else "none", [], "")
