# What the way back needs: CIN's, which is autograd's; the DNN's; and the output's.
class Seen(NamedTuple):
  leaves : List[Tensor]
  crossed : Tensor
  dnn : __torch__.layers.Seen
  output : List[Tensor]

# xDeepFM (Lian et al. 2018) of K trials: logit = first order + Linear(CIN(fields)) + Linear(DNN(flat)).
#
# ws and stats: CIN's, weight (K, 1, maps out) and bias (K, 1) after it, the DNN's, then the output's.
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

  def forward(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], uses: List[Tensor], training: bool, draws: __torch__.draws.Draws) -> Tensor:
    """views: first order (K, 1, B), FM (unused), fields (K, F, D, B), flat (K, n, B) -> logits (K, 1, B)."""
    c, d = self.cin_weights, self.cin_weights + 2 + self.dnn_weights
    crossed = __torch__.layers.linear(self.cin.forward(views[2], ws[:c]), ws[c], ws[c + 1], False)
    deep = self.dnn.forward(views[3], ws[c + 2:d], stats[:self.dnn_stats], training, draws)
    return self.output.forward(views[0], views[1], deep, ws[d:], stats[self.dnn_stats:], uses, training, draws) + crossed

  def learn(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], uses: List[Tensor], draws: __torch__.draws.Draws) -> Tuple[Tensor, __torch__.model.Seen]:
    """forward in training, and what `backward` needs."""
    c, d = self.cin_weights, self.cin_weights + 2 + self.dnn_weights
    leaves = __torch__.layers.leaves([views[2]] + ws[:c + 2])
    crossed = __torch__.layers.linear(self.cin.forward(leaves[0], leaves[1:-2]), leaves[-2], leaves[-1], False)
    deep, dnn = self.dnn.learn(views[3], ws[c + 2:d], stats[:self.dnn_stats], draws)
    z, output = self.output.learn(views[0], views[1], deep, ws[d:], stats[self.dnn_stats:], uses, draws)
    return (z + crossed.detach(), __torch__.model.Seen(leaves, crossed, dnn, output))

  def backward(self: __torch__.model.Model, g: Tensor, views: List[Tensor], ws: List[Tensor], uses: List[Tensor], seen: __torch__.model.Seen) -> Tuple[List[Tensor], List[Tensor]]:
    """The gradient (K, 1, B) by the logits -> by the views, and by ws in their order."""
    d, d_output = self.output.backward(g, ws[self.cin_weights + 2 + self.dnn_weights:], uses, seen.output)
    d_flat, d_dnn = self.dnn.backward(d[2], seen.dnn)
    d_cin = __torch__.layers.gradients([seen.crossed], seen.leaves, [g])
    return ([d[0], d[1], d_cin[0], d_flat], d_cin[1:] + d_dnn + d_output)

# The compressed interaction network of xDeepFM (Lian et al. 2018).
#
# A layer's map is a weighted sum of all products of a map of the layer before with a field, element by element: one linear
# layer over the products, whose columns are the D elements of all rows.
#
# ws, per layer: weight (K, maps, maps before * F) and bias (K, maps).
class Cin(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  sizes : List[int]
  split_half : bool
  relu : bool

  def forward(self: __torch__.model.Cin, fields: Tensor, ws: List[Tensor]) -> Tensor:
    """(K, F, D, B) -> (K, sum of the maps that go out, B)."""
    D = fields.size(2)
    x = fields.flatten(2)
    h, sums = x, annotate(List[Tensor], [])
    for k in range(len(self.sizes)):
      products = (h.unsqueeze(2) * x.unsqueeze(1)).flatten(1, 2)
      maps = __torch__.layers.linear(products, ws[2 * k], ws[2 * k + 1], False)
      if self.relu:
        maps = torch.relu(maps)
      out, h = maps, maps
      if self.split_half and k < len(self.sizes) - 1:
        n = self.sizes[k] // 2
        out, h = torch.split_with_sizes(maps, [n, self.sizes[k] - n], 1)
      sums.append(out.unflatten(2, [D, -1]).sum([2]))
    return torch.cat(sums, 1) if len(sums) > 1 else sums[0]
