# The compressed interaction network of xDeepFM (Lian et al. 2018).
#
# A layer's map is a weighted sum of all products of a map of the layer before with a field, element by element. Here the
# D elements of a row are rows of their own, so that a layer is one linear layer over the products.
#
# ws, per layer: weight (maps, maps before * F) and bias (maps).
class Cin(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  sizes : List[int]
  split_half : bool
  relu : bool
  rows : int

  def forward(self: __torch__.cin.Cin, fields: Tensor, ws: List[Tensor]) -> Tensor:
    """(B, F, D) -> (B, sum of the maps that go out)."""
    B, D = fields.size(0), fields.size(2)
    x = fields.transpose(1, 2).flatten(0, 1)
    h, sums = x, annotate(List[Tensor], [])
    for k in range(len(self.sizes)):
      maps = torch.linear((h.unsqueeze(2) * x.unsqueeze(1)).flatten(1), ws[2 * k], ws[2 * k + 1])
      if self.relu:
        maps = torch.relu(maps)
      n = self.out(k)
      sums.append(maps[:, :n].unflatten(0, [B, D]).sum([1]))
      h = maps[:, n:] if n < self.sizes[k] else maps
    return torch.cat(sums, 1)

  def out(self: __torch__.cin.Cin, k: int) -> int:
    """How many of a layer's maps go out; the others go on to the next layer, or all do both."""
    return self.sizes[k] // 2 if self.split_half and k < len(self.sizes) - 1 else self.sizes[k]

  # The same by hand, with oneDNN's products. In the first layer a product of two fields comes twice, x_h x_f and x_f x_h:
  # it is made once, with the sum of both weights.

  def pairs(self: __torch__.cin.Cin, w: Tensor, F: int) -> List[Tensor]:
    """Of the first layer's weight (maps, F * F): which fields make each pair (F (F + 1) / 2), which pair each product is
    (F * F), the pairs' weight, and each product's weight in the gradient by its first field.
    """
    first, second = annotate(List[int], []), annotate(List[int], [])
    pair_of = [0 for i in range(F * F)]
    for i in range(F):
      for j in range(i, F):
        pair_of[i * F + j] = len(first)
        pair_of[j * F + i] = len(first)
        first.append(i)
        second.append(j)
    a, b = torch.tensor(first, dtype=4, device=w.device), torch.tensor(second, dtype=4, device=w.device)
    weight = (w.index_select(1, a * F + b) + w.index_select(1, b * F + a)) * (1 - 0.5 * (a == b).to(6))
    both = w + w.unflatten(1, [F, F]).transpose(1, 2).flatten(1)
    return [a, b, torch.tensor(pair_of, dtype=4, device=w.device), weight, both]

  def learn(self: __torch__.cin.Cin, x: Tensor, D: int, ws: List[Tensor], pairs: List[Tensor]) -> Tuple[Tensor, List[Tensor]]:
    """x (B * D, F) -> (B, maps out), and what `backward` needs: per layer its input, the products, and its maps."""
    saved, sums = annotate(List[Tensor], []), annotate(List[Tensor], [])
    h = x
    for k in range(len(self.sizes)):
      if k == 0:
        z, w = x.index_select(1, pairs[0]).mul_(x.index_select(1, pairs[1])), pairs[3]
      else:
        z, w = (h.unsqueeze(2) * x.unsqueeze(1)).flatten(1), ws[2 * k]
      maps = __torch__.products.linear(z, w, ws[2 * k + 1], self.relu)
      saved.append(h)
      saved.append(z)
      saved.append(maps)
      n = self.out(k)
      sums.append(maps[:, :n].unflatten(0, [x.size(0) // D, D]).sum([1]))
      h = maps[:, n:] if n < self.sizes[k] else maps
    return (torch.cat(sums, 1), saved)

  def backward(self: __torch__.cin.Cin, g: Tensor, x: Tensor, D: int, ws: List[Tensor], pairs: List[Tensor], saved: List[Tensor]) -> Tuple[Tensor, List[Tensor]]:
    """The gradient by learn's sums (B, maps out) -> by x (B * D, F), and by ws in their order."""
    gradients = annotate(List[Tensor], [])
    dx, dh = torch.zeros_like(x), x[:, :0]
    outs = [self.out(k) for k in range(len(self.sizes))]
    parts = torch.split_with_sizes(g, outs, 1)
    for i in range(len(self.sizes)):
      k = len(self.sizes) - 1 - i
      h, z, maps = saved[3 * k], saved[3 * k + 1], saved[3 * k + 2]
      d = parts[k].unsqueeze(1).expand([g.size(0), D, outs[k]]).flatten(0, 1)
      if i > 0:
        d = torch.cat([d, dh], 1) if outs[k] < self.sizes[k] else d + dh
      if self.relu:
        d = torch.threshold_backward(d, maps, 0)
      gradients.append(d.sum([0]))
      dw = __torch__.layers.linear(d.t(), z.t(), None, True, False)
      gradients.append(dw if k > 0 else dw.index_select(1, pairs[2]))
      dz = __torch__.layers.linear(d, (ws[2 * k] if k > 0 else pairs[4]).t(), None, True, False).unflatten(1, [h.size(1), x.size(1)])
      dh = torch.bmm(dz, x.unsqueeze(2)).squeeze(2)
      if k > 0:
        dx = dx.add_(torch.bmm(h.unsqueeze(1), dz).squeeze(1))
    gradients.reverse()
    return (dx + dh, gradients)
