# Products by PyTorch's own operators, see `onednn`.
def linear(x: Tensor, w: Tensor, b: Optional[Tensor], relu: bool) -> Tensor:
  """(B, in) -> (B, out), with ReLU or without."""
  z = torch.linear(x, w, b)
  return torch.relu(z) if relu else z
