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

  def forward(self: __torch__.cin.Cin, fields: Tensor, ws: List[Tensor], onednn: bool) -> Tensor:
    """(B, F, D) -> (B, sum of the maps that go out)."""
    return self.learn(fields.transpose(1, 2).flatten(0, 1), fields.size(2), ws, onednn)[0]

  def out(self: __torch__.cin.Cin, k: int) -> int:
    """How many of a layer's maps go out; the others go on to the next layer, or all do both."""
    return self.sizes[k] // 2 if self.split_half and k < len(self.sizes) - 1 else self.sizes[k]

  def learn(self: __torch__.cin.Cin, x: Tensor, D: int, ws: List[Tensor], onednn: bool) -> Tuple[Tensor, List[Tensor]]:
    """x (B * D, F) -> (B, maps out), and what `backward` needs: per layer its input, the products, and its maps."""
    saved, sums = annotate(List[Tensor], []), annotate(List[Tensor], [])
    h = x
    for k in range(len(self.sizes)):
      z = (h.unsqueeze(2) * x.unsqueeze(1)).flatten(1)
      maps = __torch__.layers.linear(z, ws[2 * k], ws[2 * k + 1], onednn, False)
      if self.relu:
        maps = torch.relu(maps)
      saved.append(h)
      saved.append(z)
      saved.append(maps)
      n = self.out(k)
      sums.append(maps[:, :n].unflatten(0, [x.size(0) // D, D]).sum([1]))
      h = maps[:, n:] if n < self.sizes[k] else maps
    return (torch.cat(sums, 1), saved)

  def backward(self: __torch__.cin.Cin, g: Tensor, x: Tensor, D: int, ws: List[Tensor], saved: List[Tensor]) -> Tuple[Tensor, List[Tensor]]:
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
        d = d * (maps > 0)
      gradients.append(d.sum([0]))
      gradients.append(__torch__.layers.linear(d.t(), z.t(), None, True, False))
      dz = __torch__.layers.linear(d, ws[2 * k].t(), None, True, False).unflatten(1, [h.size(1), x.size(1)])
      dx = dx + torch.bmm(h.unsqueeze(1), dz).squeeze(1)
      dh = torch.bmm(dz, x.unsqueeze(2)).squeeze(2)
    gradients.reverse()
    return (dx + dh, gradients)
