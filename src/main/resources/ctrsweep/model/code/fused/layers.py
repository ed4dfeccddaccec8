def shaped(parts: List[Tensor], rows: List[int], columns: List[int]) -> List[Tensor]:
  """The parts (K, n) of the weights in their shapes: (K, rows, columns), or (K, rows) where columns is 0."""
  views = annotate(List[Tensor], [])
  for i, part in enumerate(parts):
    views.append(part.view([part.size(0), rows[i], columns[i]]) if columns[i] > 0 else part)
  return views

def linear(x: Tensor, w: Tensor, b: Optional[Tensor], bf16: bool) -> Tensor:
  """x (K, in, B), w (K, out, in), b (K, out) -> (K, out, B)."""
  if bf16:
    y = torch.bmm(w.to(15), x.to(15)).to(6)
    return y + b.unsqueeze(2) if b is not None else y
  return torch.baddbmm(b.unsqueeze(2), w, x) if b is not None else torch.bmm(w, x)

def activate(x: Tensor, activation: str) -> Tensor:
  if activation == "relu":
    return torch.relu(x)
  if activation == "leaky_relu":
    return torch.leaky_relu(x, 0.01)
  if activation == "gelu":
    return torch.gelu(x)
  if activation == "tanh":
    return torch.tanh(x)
  if activation == "sigmoid":
    return torch.sigmoid(x)
  if activation == "elu":
    return torch.elu(x)
  if activation == "selu":
    return torch.selu(x)
  assert activation == "silu", "no such activation"
  return x * torch.sigmoid(x)

def layer_norm(x: Tensor, w: Tensor, b: Tensor, dim: int) -> Tensor:
  """Over the features, which are dimension `dim`; w and b as x, but of one row."""
  mean = x.mean([dim], True)
  x = x - mean
  deviation = (x.square().mean([dim], True) + 1e-05).rsqrt()
  return torch.addcmul(b, x * deviation, w)

# Multilayer perceptrons of K trials. A layer is linear, normalisation, activation, dropout; or linear, activation,
# normalisation, dropout.
#
# ws: per layer weight (K, out, in), bias (K, out) if any and, with a norm, scale and shift (K, out); stats: with batch norm,
# per layer running mean and variance (K * out).
class Mlp(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  layers : int
  norm : str
  norm_after : bool
  bias : bool
  activation : str
  first_rate : int
  first_draws : List[int]
  bf16 : bool

  def forward(self: __torch__.layers.Mlp, x: Tensor, ws: List[Tensor], stats: List[Tensor], training: bool, draws: __torch__.draws.Draws) -> Tensor:
    """(K, in, B) -> (K, last hidden, B)."""
    each = 1 + (1 if self.bias else 0) + (2 if self.norm != "none" else 0)
    scale = annotate(List[Tensor], [])
    for k in range(self.layers):
      layer = ws[each * k:each * k + each]
      # What dropout has left of a layer is scaled in the weights of the next, which are smaller.
      w = layer[0] * scale[0] if len(scale) > 0 else layer[0]
      x = __torch__.layers.linear(x, w, (layer[1].detach() if self.normalised() else layer[1]) if self.bias else None, self.bf16)
      if not self.norm_after:
        x = self.normalise(x, layer, stats, k, training)
      x = __torch__.layers.activate(x, self.activation)
      if self.norm_after:
        x = self.normalise(x, layer, stats, k, training)
      scale = annotate(List[Tensor], [])
      if training and draws.drops:
        mask, factor = __torch__.draws.kept(draws, x.size(2), x.size(1), self.first_rate + k, self.first_draws[k])
        x = x * mask
        scale.append(factor)
    return x * scale[0] if len(scale) > 0 else x

  def normalised(self: __torch__.layers.Mlp) -> bool:
    """Whether batch norm takes away what the bias adds: its gradient is 0, and computed it would be rounding alone, of which Adam
    makes whole steps."""
    return self.norm == "batch" and not self.norm_after

  def normalise(self: __torch__.layers.Mlp, x: Tensor, ws: List[Tensor], stats: List[Tensor], k: int, training: bool) -> Tensor:
    if self.norm == "batch":
      features = x.view([1, -1, x.size(2)])
      return torch.native_batch_norm(features, ws[-2].reshape([-1]), ws[-1].reshape([-1]), stats[2 * k], stats[2 * k + 1], training, 0.1, 1e-05)[0].view(x.size())
    if self.norm == "layer":
      return __torch__.layers.layer_norm(x, ws[-2].unsqueeze(2), ws[-1].unsqueeze(2), 1)
    return x
