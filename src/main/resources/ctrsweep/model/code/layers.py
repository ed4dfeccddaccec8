def unpack(flat: Tensor, rows: List[int], columns: List[int]) -> List[Tensor]:
  """The flat vector as views, in order: (rows, columns), or (rows) where columns is 0.

  One split, not a slice for each: the gradient is then put together once, instead of summed up from whole vectors.
  """
  sizes = [rows[i] * max(columns[i], 1) for i in range(len(rows))]
  views = annotate(List[Tensor], [])
  for i, part in enumerate(torch.split_with_sizes(flat, sizes)):
    views.append(part.view([rows[i], columns[i]]) if columns[i] > 0 else part)
  return views

def linear(x: Tensor, w: Tensor, b: Optional[Tensor], onednn: bool) -> Tensor:
  """(B, in) -> (B, out). oneDNN's product is the faster one on some processors; it has no gradient of its own."""
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
  assert activation == "tanh", "no such activation"
  return torch.tanh(x)

def activate_backward(g: Tensor, x: Tensor, activation: str) -> Tensor:
  """The gradient by the activation's output -> by its input x. ReLU's is in the mask of dropout already."""
  if activation == "leaky_relu":
    return torch.leaky_relu_backward(g, x, 0.01, False)
  if activation == "gelu":
    return torch.gelu_backward(g, x)
  if activation == "tanh":
    return torch.tanh_backward(g, torch.tanh(x))
  return g

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

def dropout(x: Tensor, activation: str, rate: float, generator: Generator, host: bool) -> Tuple[Tensor, Tensor]:
  """Activation, then dropout, which divides what it keeps by the probability of being kept; and the factors of that.

  ReLU is one more mask, so the factors are its derivative too.
  """
  mask, probability = __torch__.layers.kept(x, rate, generator, host)
  if activation == "relu":
    factors = (mask & (x > 0)).to(6).mul_(1 / probability)
    return (x * factors, factors)
  factors = mask.to(6).mul_(1 / probability)
  return (__torch__.layers.activate(x, activation) * factors, factors)

def dnn(x: Tensor, ws: List[Tensor], stats: List[Tensor], layers: int, batch_norm: bool, activation: str, rate: float, training: bool, generator: Generator, onednn: bool, host: bool) -> Tuple[Tensor, List[Tensor]]:
  """(B, in) -> (B, last hidden), and what dnn_backward needs. A layer is linear, batch norm, activation, dropout.

  ws: per layer weight (out, in), bias (out) and, with batch norm, scale and shift (out); stats: running mean and variance (out).
  """
  each = 4 if batch_norm else 2
  saved = annotate(List[Tensor], [])
  for k in range(layers):
    saved.append(x)
    x = __torch__.layers.linear(x, ws[each * k], ws[each * k + 1], onednn)
    if batch_norm:
      saved.append(x)
      x, mean, deviation = torch.native_batch_norm(x, ws[each * k + 2], ws[each * k + 3], stats[2 * k], stats[2 * k + 1], training, 0.1, 1e-05)
      saved.append(mean)
      saved.append(deviation)
    saved.append(x)
    if training and rate > 0.:
      x, factors = __torch__.layers.dropout(x, activation, rate, generator, host)
    else:
      factors = (x > 0).to(6) if training and activation == "relu" else x[:0]
      x = __torch__.layers.activate(x, activation)
    saved.append(factors)
  return (x, saved)

def dnn_backward(g: Tensor, ws: List[Tensor], saved: List[Tensor], layers: int, batch_norm: bool, activation: str) -> Tuple[Tensor, List[Tensor]]:
  """The gradient by dnn's output -> by its input, and by ws in their order. By hand: a third faster than autograd's."""
  each = 4 if batch_norm else 2
  kept = 6 if batch_norm else 3
  gradients = annotate(List[Tensor], [])
  for i in range(layers):
    k = layers - 1 - i
    x, before, factors = saved[kept * k], saved[kept * k + kept - 2], saved[kept * k + kept - 1]
    if factors.numel() > 0:
      g = g * factors
    g = __torch__.layers.activate_backward(g, before, activation)
    if batch_norm:
      y, mean, deviation = saved[kept * k + 1], saved[kept * k + 2], saved[kept * k + 3]
      g, scale, shift = torch.native_batch_norm_backward(g, y, ws[each * k + 2], None, None, mean, deviation, True, 1e-05, [True, True, True])
      gradients.append(shift)
      gradients.append(scale)
    gradients.append(g.sum([0]))
    gradients.append(__torch__.layers.linear(g.t(), x.t(), None, True))
    g = __torch__.layers.linear(g, ws[each * k].t(), None, True)
  gradients.reverse()
  return (g, gradients)
