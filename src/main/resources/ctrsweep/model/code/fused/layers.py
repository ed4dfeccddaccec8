def linear(x: Tensor, w: Tensor, b: Optional[Tensor], bf16: bool) -> Tensor:
  """x (K, in, B), w (K, out, in), b (K, out) -> (K, out, B)."""
  if bf16:
    y = __torch__.layers.product(w, x, True)
    return y + b.unsqueeze(2) if b is not None else y
  return torch.baddbmm(b.unsqueeze(2), w, x) if b is not None else torch.bmm(w, x)

def product(a: Tensor, b: Tensor, bf16: bool) -> Tensor:
  return torch.bmm(a.to(15), b.to(15)).to(6) if bf16 else torch.bmm(a, b)

def leaves(of: List[Tensor]) -> List[Tensor]:
  """The same numbers, for autograd to take gradients by."""
  found = annotate(List[Tensor], [])
  for x in of:
    found.append(x.detach().requires_grad_(True))
  return found

def gradients(outputs: List[Tensor], inputs: List[Tensor], incoming: List[Tensor]) -> List[Tensor]:
  """The gradients by the inputs; 0 for those that no output depends on."""
  known, found = annotate(List[Optional[Tensor]], []), annotate(List[Tensor], [])
  for d in incoming:
    known.append(d)
  for i, d in enumerate(torch.autograd.grad(outputs, inputs, known, None, False, True)):
    found.append(d if d is not None else torch.zeros_like(inputs[i]))
  return found

def layer_norm(x: Tensor, w: Tensor, b: Tensor, dim: int) -> Tensor:
  """Over the features, which are dimension `dim`; w and b as x, but of one row."""
  mean = x.mean([dim], True)
  x = x - mean
  deviation = (x.square().mean([dim], True) + 1e-05).rsqrt()
  return torch.addcmul(b, x * deviation, w)

# What the way back needs of a layer: its input, its weight as it was used, batch norm's input, scale, mean and deviation if there
# is one, its output, and by what the numbers that dropout kept are multiplied, (K, 1, 1), if there is any.
class Layer(NamedTuple):
  x : Tensor
  w : Tensor
  norm : List[Tensor]
  out : Tensor
  factor : List[Tensor]

# What an MLP's way back needs: its layers, or autograd's leaves and what was made of them.
class Seen(NamedTuple):
  layers : List[__torch__.layers.Layer]
  leaves : List[Tensor]
  out : Tensor

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

  def each(self: __torch__.layers.Mlp) -> int:
    """Weights of a layer."""
    return 1 + (1 if self.bias else 0) + (2 if self.norm != "none" else 0)

  def forward(self: __torch__.layers.Mlp, x: Tensor, ws: List[Tensor], stats: List[Tensor], training: bool, draws: __torch__.draws.Draws) -> Tensor:
    """(K, in, B) -> (K, last hidden, B)."""
    for k in range(self.layers):
      layer = ws[self.each() * k:self.each() * k + self.each()]
      x = __torch__.layers.linear(x, layer[0], (layer[1].detach() if self.normalised() else layer[1]) if self.bias else None, self.bf16)
      if not self.norm_after:
        x = self.normalise(x, layer, stats, k, training)
      x = __torch__.activations.activate(x, self.activation)
      if self.norm_after:
        x = self.normalise(x, layer, stats, k, training)
      if training and draws.drops:
        mask, factor = __torch__.draws.kept(draws, x.size(2), x.size(1), self.first_rate + k, self.first_draws[k])
        x = x * (mask * factor)
    return x

  def normalised(self: __torch__.layers.Mlp) -> bool:
    """Whether batch norm takes away what the bias adds: its gradient is 0, and computed it would be rounding alone, of which Adam
    makes whole steps."""
    return self.norm == "batch" and not self.norm_after

  def normalise(self: __torch__.layers.Mlp, x: Tensor, ws: List[Tensor], stats: List[Tensor], k: int, training: bool) -> Tensor:
    if self.norm == "batch":
      return torch.native_batch_norm(x.view([1, -1, x.size(2)]), ws[-2].reshape([-1]), ws[-1].reshape([-1]), stats[2 * k], stats[2 * k + 1], training, 0.1, 1e-05)[0].view(x.size())
    if self.norm == "layer":
      return __torch__.layers.layer_norm(x, ws[-2].unsqueeze(2), ws[-1].unsqueeze(2), 1)
    return x

  def by_hand(self: __torch__.layers.Mlp) -> bool:
    """Whether the way back is written out: it is for what is usual. Autograd has the other ways."""
    return self.activation == "relu" and self.norm != "layer" and not self.norm_after

  def learn(self: __torch__.layers.Mlp, x: Tensor, ws: List[Tensor], stats: List[Tensor], draws: __torch__.draws.Draws) -> Tuple[Tensor, __torch__.layers.Seen]:
    """forward in training, and what `backward` needs.

    ReLU and dropout keep or drop a number: the output itself tells which. What dropout has left of a layer is scaled in the
    weights of the next, which are smaller. Batch norm takes a bias away again: it is added to the running mean alone.
    """
    layers = annotate(List[__torch__.layers.Layer], [])
    if not self.by_hand():
      leaves = __torch__.layers.leaves([x] + ws)
      out = self.forward(leaves[0], leaves[1:], stats, True, draws)
      return (out.detach(), __torch__.layers.Seen(layers, leaves, out))
    factor = annotate(List[Tensor], [])
    for k in range(self.layers):
      layer, input = ws[self.each() * k:self.each() * k + self.each()], x
      w = layer[0] * factor[0] if len(factor) > 0 else layer[0]
      norm = annotate(List[Tensor], [])
      if self.normalised():
        scale, before = layer[-2].reshape([-1]), __torch__.layers.linear(x, w, None, self.bf16).view([1, -1, x.size(2)])
        after, mean, deviation = torch.native_batch_norm(before, scale, layer[-1].reshape([-1]), stats[2 * k], stats[2 * k + 1], True, 0.1, 1e-05)
        if self.bias:
          stats[2 * k].view(layer[1].size()).add_(layer[1], alpha=0.1)
        norm, x = [before, scale, mean, deviation], after.view([x.size(0), -1, x.size(2)])
      else:
        x = __torch__.layers.linear(x, w, layer[1] if self.bias else None, self.bf16)
      x = x.relu_()
      if draws.drops:
        mask, kept = __torch__.draws.kept(draws, x.size(2), x.size(1), self.first_rate + k, self.first_draws[k])
        x, factor = x.mul_(mask), [kept]
      layers.append(__torch__.layers.Layer(input, w, norm, x, factor))
    if len(factor) > 0:
      x = x.mul_(factor[0])
    return (x, __torch__.layers.Seen(layers, annotate(List[Tensor], []), x))

  def backward(self: __torch__.layers.Mlp, g: Tensor, seen: __torch__.layers.Seen) -> Tuple[Tensor, List[Tensor]]:
    """The gradient by learn's output, whose memory it takes -> by its input, and by its weights in their order."""
    if not self.by_hand():
      found = __torch__.layers.gradients([seen.out], seen.leaves, [g])
      return (found[0], found[1:])
    backwards, g = annotate(List[Tensor], []), g.contiguous()
    if self.layers > 0 and len(seen.layers[-1].factor) > 0:
      g = g.mul_(seen.layers[-1].factor[0])
    for i in range(self.layers):
      k = self.layers - 1 - i
      layer = seen.layers[k]
      g = torch.threshold_backward(g, layer.out, 0, grad_input=g)
      if self.normalised():
        d, d_scale, d_shift = torch.native_batch_norm_backward(g.view([1, -1, g.size(2)]), layer.norm[0], layer.norm[1], None, None, layer.norm[2], layer.norm[3], True, 1e-05, [True, True, True])
        g = d.view(g.size())
        backwards.extend([d_shift, d_scale])
        if self.bias:
          backwards.append(d_shift - d_shift)
      elif self.bias:
        backwards.append(g.sum([2]))
      d_weight = __torch__.layers.product(g, layer.x.transpose(1, 2), self.bf16)
      if k > 0 and len(seen.layers[k - 1].factor) > 0:
        d_weight = d_weight.mul_(seen.layers[k - 1].factor[0])
      backwards.append(d_weight)
      g = __torch__.layers.product(layer.w.transpose(1, 2), g, self.bf16)
    backwards.reverse()
    return (g, backwards)
