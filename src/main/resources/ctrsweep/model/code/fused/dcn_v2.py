# What the way back needs: the cross layers', which are autograd's; the DNN's; and what the last layer takes.
class Seen(NamedTuple):
  leaves : List[Tensor]
  crossed : Tensor
  dnn : __torch__.layers.Seen
  last : Tensor

# DCN-V2 (Wang et al. 2021) of K trials: layers that cross the flat view x_0 with itself, and a DNN after them, logit =
# Linear(DNN(x_L)), or beside them, logit = Linear([x_L, DNN(x_0)]).
#
# A cross layer is x_0 * (W x + b) + x. With a low rank r it is a mixture of E experts, x_0 * (sum_i G_i(x) U_i tanh(C_i tanh(V_i x)) + b)
# + x, in which the gates G = softmax(Linear(x)) sum to 1.
#
# ws: per cross layer W (K, d, d) and b (K, d), or V (K, E * r, d), C (K, E * r, r), U (K, d, E * r), b (K, d), weight (K, E, d) and bias
# (K, E) of the gates; the DNN's; weight (K, 1, n) and bias (K, 1) of the last layer. stats: the DNN's.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  layers : int
  parallel : bool
  rank : int
  experts : int
  bf16 : bool
  dnn : __torch__.layers.Mlp
  dnn_weights : int
  dnn_stats : int

  def forward(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], uses: List[Tensor], training: bool, draws: __torch__.draws.Draws) -> Tensor:
    """views: first order, FM and fields (unused), flat (K, d, B) -> logits (K, 1, B)."""
    flat = views[3]
    x, n = flat, self.cross_weights()
    for k in range(self.layers):
      x = self.cross(flat, x, ws[n * k:n * k + n])
    deep = self.dnn.forward(flat if self.parallel else x, ws[n * self.layers:-2], stats, training, draws)
    return __torch__.layers.linear(torch.cat([x, deep], 1) if self.parallel else deep, ws[-2], ws[-1], False)

  def learn(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], uses: List[Tensor], draws: __torch__.draws.Draws) -> Tuple[Tensor, __torch__.model.Seen]:
    """forward in training, and what `backward` needs."""
    leaves, n = __torch__.layers.leaves([views[3]] + ws[:self.cross_weights() * self.layers]), self.cross_weights()
    crossed = leaves[0]
    for k in range(self.layers):
      crossed = self.cross(leaves[0], crossed, leaves[1 + n * k:1 + n * k + n])
    x = crossed.detach()
    deep, dnn = self.dnn.learn(views[3] if self.parallel else x, ws[n * self.layers:-2], stats, draws)
    last = torch.cat([x, deep], 1) if self.parallel else deep
    return (__torch__.layers.linear(last, ws[-2], ws[-1], False), __torch__.model.Seen(leaves, crossed, dnn, last))

  def backward(self: __torch__.model.Model, g: Tensor, views: List[Tensor], ws: List[Tensor], uses: List[Tensor], seen: __torch__.model.Seen) -> Tuple[List[Tensor], List[Tensor]]:
    """The gradient (K, 1, B) by the logits -> by the views, and by ws in their order."""
    d_last, d_ws = ws[-2].transpose(1, 2) * g, [torch.bmm(g, seen.last.transpose(1, 2)), g.sum([2])]
    if self.parallel:
      n = seen.crossed.size(1)
      d_deep, d_dnn = self.dnn.backward(torch.slice(d_last, 1, n), seen.dnn)
      d_crossed = torch.slice(d_last, 1, 0, n)
    else:
      d_deep, d_dnn = self.dnn.backward(d_last, seen.dnn)
      d_crossed = d_deep
    d = __torch__.layers.gradients([seen.crossed], seen.leaves, [d_crossed])
    return ([views[0], views[1], views[2], d[0] + d_deep if self.parallel else d[0]], d[1:] + d_dnn + d_ws)

  def cross_weights(self: __torch__.model.Model) -> int:
    """Weights of a cross layer."""
    return 6 if self.rank > 0 else 2

  def cross(self: __torch__.model.Model, flat: Tensor, x: Tensor, ws: List[Tensor]) -> Tensor:
    if self.rank == 0:
      return torch.addcmul(x, flat, __torch__.layers.linear(x, ws[0], ws[1], self.bf16))
    K, B = x.size(0), x.size(2)
    v = torch.tanh(__torch__.layers.linear(x, ws[0], None, self.bf16)).view([K * self.experts, self.rank, B])
    c = torch.tanh(torch.bmm(ws[1].reshape([K * self.experts, self.rank, self.rank]), v)).view([K, self.experts, self.rank, B])
    gates = torch.softmax(__torch__.layers.linear(x, ws[4], ws[5], False), 1)
    mixed = (c * gates.unsqueeze(2)).flatten(1, 2)
    return torch.addcmul(x, flat, __torch__.layers.linear(mixed, ws[2], ws[3], self.bf16))
