def unpack(flat: Tensor, rows: List[int], columns: List[int]) -> List[Tensor]:
  """The flat vector as views, in order: (rows, columns), or (rows) where columns is 0.

  One split, not a slice for each: the gradient is then put together once, instead of summed up from whole vectors.
  """
  sizes = [rows[i] * max(columns[i], 1) for i in range(len(rows))]
  views = annotate(List[Tensor], [])
  for i, part in enumerate(torch.split_with_sizes(flat, sizes)):
    views.append(part.view([rows[i], columns[i]]) if columns[i] > 0 else part)
  return views

def linear(x: Tensor, w: Tensor, b: Optional[Tensor], onednn: bool, bf16: bool) -> Tensor:
  """(B, in) -> (B, out). oneDNN's product is the faster one on some processors; it has no gradient of its own."""
  if bf16:
    return torch.linear(x.to(15), w.to(15), b.to(15) if b is not None else None).to(6)
  if onednn:
    return __torch__.products.linear(x, w, b, False)
  return torch.linear(x, w, b)

def activate_backward(g: Tensor, x: Tensor, activation: str) -> Tensor:
  """The gradient by the activation's output -> by its input x. ReLU's is in the factors of dropout already."""
  if activation == "relu":
    return g
  x = x.detach().requires_grad_(True)
  d = torch.autograd.grad([__torch__.activations.activate(x, activation)], [x], annotate(List[Optional[Tensor]], [g]))[0]
  assert d is not None
  return d

def linear_backward(g: Tensor, x: Tensor, onednn: bool, bf16: bool) -> Tensor:
  """The gradient (B, out) by a linear layer's output, its input (B, in) -> by its weight (out, in). oneDNN copies the transpose of
  the first factor: that is the narrower one."""
  if x.size(1) < g.size(1):
    return __torch__.layers.linear(x.t(), g.t(), None, onednn, bf16).t()
  return __torch__.layers.linear(g.t(), x.t(), None, onednn, bf16)

def batch_norm_backward(g: Tensor, x: Tensor, w: Tensor, mean: Tensor, deviation: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
  """The gradient (B, n) by batch norm's output -> by its input x (B, n), its scale w (n) and its shift (n). The first of them
  takes the place of x.

  deviation: 1 / sqrt(variance + epsilon). PyTorch's own gradient by x takes three times as long as these two passes.
  """
  unused, d_scale, d_shift = torch.native_batch_norm_backward(g, x, w, None, None, mean, deviation, True, 1e-05, [False, True, True])
  a = w * deviation
  b = a * deviation * d_scale / -x.size(0)
  c = a * d_shift / -x.size(0) - mean * b
  return (torch.addcmul(c, x, b, out=x).addcmul_(g, a), d_scale, d_shift)

# A multilayer perceptron. A layer is linear, normalisation, activation, dropout; or linear, activation, normalisation, dropout.
#
# ws: per layer weight (out, in), bias (out) if any and, with a norm, scale and shift (out); stats: with batch norm, per
# layer running mean and variance (out).
class Mlp(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  layers : int
  norm : str
  norm_after : bool
  bias : bool
  activation : str
  dropout : List[float]
  first_draws : List[int]
  onednn : bool
  bf16 : bool

  def each(self: __torch__.layers.Mlp) -> int:
    """Weights of a layer."""
    return 1 + (1 if self.bias else 0) + (2 if self.norm != "none" else 0)

  def forward(self: __torch__.layers.Mlp, x: Tensor, ws: List[Tensor], stats: List[Tensor], training: bool, draws: __torch__.draws.Draws, onednn: bool) -> Tensor:
    """(B, in) -> (B, last hidden)."""
    if onednn and not training and self.norm != "layer" and not self.norm_after and not self.bf16:
      return self.evaluate(x, ws, stats)
    for k in range(self.layers):
      at = self.each() * k
      x = __torch__.layers.linear(x, ws[at], (ws[at + 1].detach() if self.normalised() else ws[at + 1]) if self.bias else None, onednn, self.bf16)
      if not self.norm_after:
        x = self.normalise(x, ws[at:at + self.each()], stats, k, training)
      x = __torch__.activations.activate(x, self.activation)
      if self.norm_after:
        x = self.normalise(x, ws[at:at + self.each()], stats, k, training)
      if training and self.dropout[k] > 0.:
        mask, probability = __torch__.draws.kept(draws, x.size(0), x.size(1), self.dropout[k], self.first_draws[k], x)
        x = x * mask.mul_(1 / probability)
    return x

  def normalised(self: __torch__.layers.Mlp) -> bool:
    """Whether batch norm takes away what the bias adds: its gradient is 0, and computed it would be rounding alone, of which Adam
    makes whole steps."""
    return self.norm == "batch" and not self.norm_after

  def normalise(self: __torch__.layers.Mlp, x: Tensor, ws: List[Tensor], stats: List[Tensor], k: int, training: bool) -> Tensor:
    if self.norm == "batch":
      return torch.batch_norm(x, ws[-2], ws[-1], stats[2 * k], stats[2 * k + 1], training, 0.1, 1e-05, False)
    if self.norm == "layer":
      return torch.layer_norm(x, [x.size(1)], ws[-2], ws[-1], 1e-05, False)
    return x

  def evaluate(self: __torch__.layers.Mlp, x: Tensor, ws: List[Tensor], stats: List[Tensor]) -> Tensor:
    """forward in evaluation, without autograd: batch norm goes into the weights, ReLU into the product."""
    relu = self.activation == "relu"
    for k in range(self.layers):
      at = self.each() * k
      w, b = ws[at], ws[at + 1] if self.bias else ws[at].new_zeros([ws[at].size(0)])
      if self.norm == "batch":
        scale = ws[at + self.each() - 2] * (stats[2 * k + 1] + 1e-05).rsqrt()
        w, b = w * scale.unsqueeze(1), (b - stats[2 * k]) * scale + ws[at + self.each() - 1]
      x = __torch__.products.linear(x, w, b, relu)
      if not relu:
        x = __torch__.activations.activate(x, self.activation)
    return x

  def learn(self: __torch__.layers.Mlp, x: Tensor, ws: List[Tensor], stats: List[Tensor], draws: __torch__.draws.Draws) -> Tuple[Tensor, List[Tensor], List[float]]:
    """forward in training, without autograd, and what `backward` needs.

    Per layer: its input, norm's input, mean and deviation, the activation's input, and what its gradient is multiplied by;
    and the scale of its dropout. ReLU and dropout keep or drop a number: the output itself tells which. The numbers kept
    are divided by the probability of being kept; ReLU lets that be done in the layer's weights before it.
    """
    saved, scales = annotate(List[Tensor], []), annotate(List[float], [])
    relu = self.activation == "relu" and not self.norm_after
    for k in range(self.layers):
      at = self.each() * k
      layer = ws[at:at + self.each()]
      mask, scale = x[:0], 1.
      saved.append(x)
      if self.dropout[k] > 0.:
        mask, probability = __torch__.draws.kept(draws, x.size(0), layer[0].size(0), self.dropout[k], self.first_draws[k], x)
        scale = 1 / probability
      if relu:
        layer = self.scaled(layer, scale)
      x = __torch__.layers.linear(x, layer[0], layer[1] if self.bias else None, self.onednn, self.bf16)
      if relu:
        y = self.learn_norm(x, layer, stats, k, saved)
        x = y.relu_()
        saved.append(x)
        saved.append(x.mul_(mask) if mask.numel() > 0 else x)
      else:
        before = x
        x = __torch__.activations.activate(x, self.activation) if self.norm_after else x
        x = self.learn_norm(x, layer, stats, k, saved)
        if not self.norm_after:
          before = x
          x = __torch__.activations.activate(x, self.activation)
        saved.append(before)
        saved.append(mask.mul_(scale))
        x = x * mask if mask.numel() > 0 else x
      scales.append(scale if relu else 1.)
    return (x, saved, scales)

  def scaled(self: __torch__.layers.Mlp, layer: List[Tensor], scale: float) -> List[Tensor]:
    """The layer whose ReLU is `scale` times as large: of the last linear map before it, weight and bias."""
    if scale == 1.:
      return layer
    first = len(layer) - 2 if self.norm != "none" else 0
    scaled = annotate(List[Tensor], [])
    for i, w in enumerate(layer):
      scaled.append(w * scale if i >= first else w)
    return scaled

  def learn_norm(self: __torch__.layers.Mlp, x: Tensor, ws: List[Tensor], stats: List[Tensor], k: int, saved: List[Tensor]) -> Tensor:
    """normalise in training. PyTorch's own batch norm, which takes twice as long, rounds alike."""
    saved.append(x)
    mean, deviation = x[:0], x[:0]
    if self.norm == "batch":
      mean, variance = torch.batch_norm_update_stats(x, stats[2 * k], stats[2 * k + 1], 0.1)
      deviation = (variance.to(7) + 1e-05).rsqrt_().to(6)  # on the CPU alone
      scale = ws[-2] * deviation
      x = torch.addcmul(ws[-1] - mean * scale, x, scale)
    if self.norm == "layer":
      x, mean, deviation = torch.native_layer_norm(x, [x.size(1)], ws[-2], ws[-1], 1e-05)
    saved.append(mean)
    saved.append(deviation)
    return x

  def backward(self: __torch__.layers.Mlp, g: Tensor, ws: List[Tensor], saved: List[Tensor], scales: List[float]) -> Tuple[Tensor, List[Tensor]]:
    """The gradient by learn's output -> by its input, and by ws in their order. By hand: a third faster than autograd's."""
    gradients = annotate(List[Tensor], [])
    relu = self.activation == "relu" and not self.norm_after
    for i in range(self.layers):
      k = self.layers - 1 - i
      layer, scale = ws[self.each() * k:self.each() * k + self.each()], scales[k]
      if relu:
        layer = self.scaled(layer, scale)
      x, y, mean, deviation, before, factors = saved[6 * k], saved[6 * k + 1], saved[6 * k + 2], saved[6 * k + 3], saved[6 * k + 4], saved[6 * k + 5]
      if relu:
        g = torch.threshold_backward(g, factors, 0, grad_input=g)
      elif factors.numel() > 0:
        g = g * factors
      if not self.norm_after:
        g = __torch__.layers.activate_backward(g, before, self.activation)
      if self.norm == "batch":
        g, d_scale, d_shift = __torch__.layers.batch_norm_backward(g, y, layer[-2], mean, deviation)
        gradients.append(d_shift * scale)
        gradients.append(d_scale * scale)
      if self.norm == "layer":
        g, d_scale, d_shift = torch.native_layer_norm_backward(g, y, [y.size(1)], mean, deviation, layer[-2], layer[-1], [True, True, True])
        gradients.append(d_shift * scale)
        gradients.append(d_scale * scale)
      if self.norm_after:
        g = g * (before > 0) if self.activation == "relu" else __torch__.layers.activate_backward(g, before, self.activation)
      linear_scale = scale if self.norm == "none" else 1.
      if self.bias:
        d_bias = torch.zeros_like(layer[1]) if self.normalised() else g.sum([0])
        gradients.append(d_bias * linear_scale if linear_scale != 1. else d_bias)
      d_weight = __torch__.layers.linear_backward(g, x, self.onednn, self.bf16)
      gradients.append(d_weight * linear_scale if linear_scale != 1. else d_weight)
      g = __torch__.layers.linear(g, layer[0].t(), None, self.onednn, self.bf16)
    gradients.reverse()
    return (g, gradients)
