def unpack(flat: Tensor, rows: List[int], columns: List[int]) -> List[Tensor]:
  """The flat vector as views, in order: (rows, columns), or (rows) where columns is 0.

  One split, not a slice for each: the gradient is then put together once, instead of summed up from whole vectors.
  """
  sizes = [rows[i] * max(columns[i], 1) for i in range(len(rows))]
  views = annotate(List[Tensor], [])
  for i, part in enumerate(torch.split_with_sizes(flat, sizes)):
    views.append(part.view([rows[i], columns[i]]) if columns[i] > 0 else part)
  return views

def linear(x: Tensor, w: Tensor, b: Tensor, onednn: bool) -> Tensor:
  """(B, in) -> (B, out). oneDNN's product is the faster one on some processors; other devices have only the plain one."""
  if onednn:
    return torch.mkldnn_linear(x.to_mkldnn(), w, b).to_dense()
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

def dropout(x: Tensor, activation: str, rate: float, generator: Generator, host: bool) -> Tensor:
  """Activation, then dropout: what is kept is divided by the probability of being kept. ReLU is one more mask."""
  mask, probability = __torch__.layers.kept(x, rate, generator, host)
  if activation == "relu":
    mask = mask & (x > 0)
  else:
    x = __torch__.layers.activate(x, activation)
  return x * mask.to(6).mul_(1 / probability)

def dnn(x: Tensor, ws: List[Tensor], stats: List[Tensor], layers: int, batch_norm: bool, activation: str, rate: float, training: bool, generator: Generator, onednn: bool, host: bool) -> Tensor:
  """(B, in) -> (B, last hidden). A layer is linear, batch norm, activation, dropout.

  ws: per layer weight (out, in), bias (out) and, with batch norm, scale and shift (out); stats: running mean and variance (out).
  """
  each = 4 if batch_norm else 2
  for k in range(layers):
    x = __torch__.layers.linear(x, ws[each * k], ws[each * k + 1], onednn)
    if batch_norm:
      x = torch.batch_norm(x, ws[each * k + 2], ws[each * k + 3], stats[2 * k], stats[2 * k + 1], training, 0.1, 1e-05, False)
    if training and rate > 0.:
      x = __torch__.layers.dropout(x, activation, rate, generator, host)
    else:
      x = __torch__.layers.activate(x, activation)
  return x
