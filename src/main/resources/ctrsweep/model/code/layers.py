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
    return ops.mkldnn._linear_pointwise(x, w, b, "none", [], "")
  return torch.linear(x, w, b)

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

def activate_backward(g: Tensor, x: Tensor, activation: str) -> Tensor:
  """The gradient by the activation's output -> by its input x. ReLU's is in the factors of dropout already."""
  if activation == "relu":
    return g
  x = x.detach().requires_grad_(True)
  d = torch.autograd.grad([__torch__.layers.activate(x, activation)], [x], annotate(List[Optional[Tensor]], [g]))[0]
  assert d is not None
  return d

def kept(x: Tensor, rate: float, generator: Generator, host: bool) -> Tuple[Tensor, float]:
  """Which numbers dropout leaves, each with probability 1 - `rate`, as booleans of x's shape; and that probability.

  On the host 16 random bits decide, four numbers to an int64, drawn by a call that fills all 64 bits: several times
  faster than a draw for each number. The probability is then a multiple of 1/65536, and the one given is its true value.
  """
  if host:
    dropped = int(rate * 65536 + 0.5)
    words = torch.empty([(x.numel() + 3) // 4], dtype=4)
    words.random_(-9223372036854775807 - 1, None, generator=generator)
    bits = torch.view_copy(words, dtype=2)[:x.numel()].view(x.size())
    return (bits >= dropped - 32768, (65536 - dropped) / 65536)
  return (torch.rand(x.size(), generator=generator, dtype=6, device=x.device) >= rate, 1 - rate)

def dropout(x: Tensor, rate: float, relu: bool, generator: Generator, host: bool) -> Tuple[Tensor, Tensor]:
  """Dropout, which divides what it keeps by the probability of being kept; ReLU is one more mask. And the factors of that."""
  if rate > 0.:
    mask, probability = __torch__.layers.kept(x, rate, generator, host)
    factors = (mask & (x > 0) if relu else mask).to(6).mul_(1 / probability)
  elif relu:
    factors = (x > 0).to(6)
  else:
    return (x, x[:0])
  return (x * factors, factors)

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
  onednn : bool
  host : bool
  bf16 : bool

  def each(self: __torch__.layers.Mlp) -> int:
    """Weights of a layer."""
    return 1 + (1 if self.bias else 0) + (2 if self.norm != "none" else 0)

  def forward(self: __torch__.layers.Mlp, x: Tensor, ws: List[Tensor], stats: List[Tensor], training: bool, generator: Generator, onednn: bool) -> Tensor:
    """(B, in) -> (B, last hidden)."""
    for k in range(self.layers):
      at = self.each() * k
      x = __torch__.layers.linear(x, ws[at], ws[at + 1] if self.bias else None, onednn, self.bf16)
      if not self.norm_after:
        x = self.normalise(x, ws[at:at + self.each()], stats, k, training)
      x = __torch__.layers.activate(x, self.activation)
      if self.norm_after:
        x = self.normalise(x, ws[at:at + self.each()], stats, k, training)
      if training and self.dropout[k] > 0.:
        mask, probability = __torch__.layers.kept(x, self.dropout[k], generator, self.host)
        x = x * mask.to(6).mul_(1 / probability)
    return x

  def normalise(self: __torch__.layers.Mlp, x: Tensor, ws: List[Tensor], stats: List[Tensor], k: int, training: bool) -> Tensor:
    if self.norm == "batch":
      return torch.batch_norm(x, ws[-2], ws[-1], stats[2 * k], stats[2 * k + 1], training, 0.1, 1e-05, False)
    if self.norm == "layer":
      return torch.layer_norm(x, [x.size(1)], ws[-2], ws[-1], 1e-05, False)
    return x

  def learn(self: __torch__.layers.Mlp, x: Tensor, ws: List[Tensor], stats: List[Tensor], generator: Generator) -> Tuple[Tensor, List[Tensor]]:
    """forward in training, without autograd, and what `backward` needs: per layer x, norm's x, mean, deviation, activation's x, factors."""
    saved = annotate(List[Tensor], [])
    for k in range(self.layers):
      at = self.each() * k
      saved.append(x)
      x = __torch__.layers.linear(x, ws[at], ws[at + 1] if self.bias else None, self.onednn, self.bf16)
      if self.norm_after:
        saved_x = x
        x = __torch__.layers.activate(x, self.activation)
        x = self.learn_norm(x, ws[at:at + self.each()], stats, k, saved)
        saved.append(saved_x)
        x, factors = __torch__.layers.dropout(x, self.dropout[k], False, generator, self.host)
      else:
        x = self.learn_norm(x, ws[at:at + self.each()], stats, k, saved)
        saved.append(x)
        relu = self.activation == "relu"
        x, factors = __torch__.layers.dropout(x if relu else __torch__.layers.activate(x, self.activation), self.dropout[k], relu, generator, self.host)
      saved.append(factors)
    return (x, saved)

  def learn_norm(self: __torch__.layers.Mlp, x: Tensor, ws: List[Tensor], stats: List[Tensor], k: int, saved: List[Tensor]) -> Tensor:
    saved.append(x)
    mean, deviation = x[:0], x[:0]
    if self.norm == "batch":
      x, mean, deviation = torch.native_batch_norm(x, ws[-2], ws[-1], stats[2 * k], stats[2 * k + 1], True, 0.1, 1e-05)
    if self.norm == "layer":
      x, mean, deviation = torch.native_layer_norm(x, [x.size(1)], ws[-2], ws[-1], 1e-05)
    saved.append(mean)
    saved.append(deviation)
    return x

  def backward(self: __torch__.layers.Mlp, g: Tensor, ws: List[Tensor], saved: List[Tensor]) -> Tuple[Tensor, List[Tensor]]:
    """The gradient by learn's output -> by its input, and by ws in their order. By hand: a third faster than autograd's."""
    gradients = annotate(List[Tensor], [])
    relu = self.activation == "relu"
    for i in range(self.layers):
      k = self.layers - 1 - i
      at = self.each() * k
      x, y, mean, deviation, before, factors = saved[6 * k], saved[6 * k + 1], saved[6 * k + 2], saved[6 * k + 3], saved[6 * k + 4], saved[6 * k + 5]
      if factors.numel() > 0:
        g = g * factors
      if not self.norm_after:
        g = __torch__.layers.activate_backward(g, before, self.activation)
      if self.norm == "batch":
        g, scale, shift = torch.native_batch_norm_backward(g, y, ws[at + self.each() - 2], None, None, mean, deviation, True, 1e-05, [True, True, True])
        gradients.append(shift)
        gradients.append(scale)
      if self.norm == "layer":
        g, scale, shift = torch.native_layer_norm_backward(g, y, [y.size(1)], mean, deviation, ws[at + self.each() - 2], ws[at + self.each() - 1], [True, True, True])
        gradients.append(shift)
        gradients.append(scale)
      if self.norm_after:
        g = g * (before > 0) if relu else __torch__.layers.activate_backward(g, before, self.activation)
      if self.bias:
        gradients.append(g.sum([0]))
      gradients.append(__torch__.layers.linear(g.t(), x.t(), None, self.onednn, self.bf16))
      g = __torch__.layers.linear(g, ws[at].t(), None, self.onednn, self.bf16)
    gradients.reverse()
    return (g, gradients)
