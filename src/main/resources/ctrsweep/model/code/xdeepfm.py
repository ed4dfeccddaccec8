# xDeepFM (Lian et al. 2018): logit = first order + Linear(CIN(fields)) + Linear(DNN(flat)).
#
# ws and stats: CIN's, weight (1, maps out) and bias (1) after it, the DNN's, then the output's.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  cin : __torch__.model.Cin
  cin_weights : int
  dnn : __torch__.layers.Mlp
  dnn_weights : int
  dnn_stats : int
  output : __torch__.output.Output

  def forward(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], training: bool, draws: __torch__.draws.Draws, onednn: bool) -> Tensor:
    """views: first order (B, 1), FM (unused), fields (B, F, D), flat (B, n) -> logits (B, 1)."""
    first_order, fm, fields, flat = views[0], views[1], views[2], views[3]
    c, d = self.cin_weights, self.cin_weights + 2 + self.dnn_weights
    crossed = annotate(List[Tensor], [])
    pairs = self.cin.pairs(ws[0], fields.size(1)) if onednn else annotate(List[Tensor], [])
    for part in torch.split(fields, self.cin.rows, 0):
      maps = self.cin.learn(part.transpose(1, 2).flatten(0, 1), fields.size(2), ws[:c], pairs)[0] if onednn else self.cin.forward(part, ws[:c])
      crossed.append(torch.linear(maps, ws[c], ws[c + 1]))
    deep = self.dnn.forward(flat, ws[c + 2:d], stats[:self.dnn_stats], training, draws, onednn)
    return self.output.forward(first_order, fm, deep, ws[d:], stats[self.dnn_stats:], training, draws) + torch.cat(crossed, 0)

  def gradient(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], y: Tensor, weight: Tensor, draws: __torch__.draws.Draws) -> Tuple[Tensor, List[Tensor], List[Tensor]]:
    """The loss, its gradients by the views, and by ws.

    The logit without CIN comes first. CIN then goes forth and back on a few rows at a time, so that its products, by far
    the largest tensors of the model, stay in the processor's cache and are never all there at once.
    """
    first_order, fm, fields, flat = views[0], views[1], views[2], views[3]
    c, d, D = self.cin_weights, self.cin_weights + 2 + self.dnn_weights, fields.size(2)
    deep, saved, scales = self.dnn.learn(flat, ws[c + 2:d], stats[:self.dnn_stats], draws)
    leaves = annotate(List[Tensor], [])
    for x in [first_order, fm, deep] + ws[d:]:
      leaves.append(x.detach().requires_grad_(True))
    without = self.output.forward(leaves[0], leaves[1], leaves[2], leaves[3:], stats[self.dnn_stats:], True, draws)

    d_logits, d_fields, losses = annotate(List[Tensor], []), annotate(List[Tensor], []), annotate(List[Tensor], [])
    d_cin = annotate(List[Tensor], [])
    for w in ws[:c + 2]:
      d_cin.append(torch.zeros_like(w))
    total = weight.sum() if weight.numel() > 0 else torch.ones([], device=y.device) * y.size(0)
    pairs = self.cin.pairs(ws[0], fields.size(1))
    for begin in range(0, y.size(0), self.cin.rows):
      end = min(begin + self.cin.rows, y.size(0))
      x = fields[begin:end].transpose(1, 2).flatten(0, 1)
      maps, kept = self.cin.learn(x, D, ws[:c], pairs)
      z = without[begin:end].detach() + torch.linear(maps, ws[c], ws[c + 1])
      draws.logits.append(z)
      w = weight[begin:end]
      share = (w.sum() if weight.numel() > 0 else torch.ones([], device=y.device) * (end - begin)) / total
      loss, dz = self.output.loss.gradient(z, y[begin:end], w)
      dz = dz * share
      dx, gradients = self.cin.backward(dz @ ws[c], x, D, ws[:c], pairs, kept)
      for i, g in enumerate(gradients + [dz.t() @ maps, dz.sum([0])]):
        d_cin[i].add_(g)
      losses.append(loss * share)
      d_logits.append(dz)
      d_fields.append(dx.unflatten(0, [end - begin, D]).transpose(1, 2))

    back = __torch__.output.gradients([without], leaves, [torch.cat(d_logits, 0)])
    d_flat, d_dnn = self.dnn.backward(back[2], ws[c + 2:d], saved, scales)
    return (torch.stack(losses).sum(), [back[0], back[1], torch.cat(d_fields, 0), d_flat], d_cin + d_dnn + back[3:])

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

  def forward(self: __torch__.model.Cin, fields: Tensor, ws: List[Tensor]) -> Tensor:
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

  def out(self: __torch__.model.Cin, k: int) -> int:
    """How many of a layer's maps go out; the others go on to the next layer, or all do both."""
    return self.sizes[k] // 2 if self.split_half and k < len(self.sizes) - 1 else self.sizes[k]

  # The same by hand, with oneDNN's products. In the first layer a product of two fields comes twice, x_h x_f and x_f x_h:
  # it is made once, with the sum of both weights.

  def pairs(self: __torch__.model.Cin, w: Tensor, F: int) -> List[Tensor]:
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

  def learn(self: __torch__.model.Cin, x: Tensor, D: int, ws: List[Tensor], pairs: List[Tensor]) -> Tuple[Tensor, List[Tensor]]:
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

  def backward(self: __torch__.model.Cin, g: Tensor, x: Tensor, D: int, ws: List[Tensor], pairs: List[Tensor], saved: List[Tensor]) -> Tuple[Tensor, List[Tensor]]:
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
      dw = __torch__.layers.linear_backward(d, z, True, False)
      gradients.append(dw if k > 0 else dw.index_select(1, pairs[2]))
      dz = __torch__.layers.linear(d, (ws[2 * k] if k > 0 else pairs[4]).t(), None, True, False).unflatten(1, [h.size(1), x.size(1)])
      dh = torch.bmm(dz, x.unsqueeze(2)).squeeze(2)
      if k > 0:
        dx = dx.add_(torch.bmm(h.unsqueeze(1), dz).squeeze(1))
    gradients.reverse()
    return (dx + dh, gradients)
