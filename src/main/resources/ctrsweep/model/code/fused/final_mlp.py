# What the way back needs: the gates' and the fusion's, which are autograd's, and the MLPs'.
class Seen(NamedTuple):
  gate_leaves : List[Tensor]
  gated : List[Tensor]
  first : __torch__.layers.Seen
  second : __torch__.layers.Seen
  leaves : List[Tensor]
  z : Tensor

# FinalMLP (Mao et al. 2023) of K trials: two MLPs, each on the flat view e times gates of its own, and their outputs o_1 and o_2
# fused: logit = b + w_1 o_1 + w_2 o_2 + sum over heads j of o_1j^T W_j o_2j, where o_j is the j-th of equal parts of o.
#
# ws: the two gates', if there are gates; the first and the second MLP's; w_1 (K, 1, n), w_2 (K, 1, m), b (K, 1), and W (K, n, m /
# heads), the heads' rows one below the other. stats: the first and the second MLP's.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  use_gates : bool
  heads : int
  first_gate : __torch__.model.Gate
  first_gate_weights : int
  second_gate : __torch__.model.Gate
  second_gate_weights : int
  dnn : __torch__.layers.Mlp
  dnn_weights : int
  dnn_stats : int
  second_mlp : __torch__.layers.Mlp
  second_mlp_weights : int
  second_mlp_stats : int

  def forward(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], uses: List[Tensor], training: bool, draws: __torch__.draws.Draws) -> Tensor:
    """views: first order, FM and fields (unused), flat (K, d, B) -> logits (K, 1, B)."""
    e, g = views[3], self.first_gate_weights + self.second_gate_weights
    first, second = e, e
    if self.use_gates:
      first = e * self.first_gate.forward(e, ws[:self.first_gate_weights], training, draws)
      second = e * self.second_gate.forward(e, ws[self.first_gate_weights:g], training, draws)
    n = g + self.dnn_weights
    a = self.dnn.forward(first, ws[g:n], stats[:self.dnn_stats], training, draws)
    b = self.second_mlp.forward(second, ws[n:-4], stats[self.dnn_stats:], training, draws)
    return self.fuse(a, b, ws[-4:])

  def fuse(self: __torch__.model.Model, a: Tensor, b: Tensor, ws: List[Tensor]) -> Tensor:
    """The MLPs' outputs (K, n, B) and (K, m, B) -> logits (K, 1, B)."""
    K, B = a.size(0), a.size(2)
    w = ws[-1].reshape([K * self.heads, -1, ws[-1].size(2)])
    parts = torch.bmm(w.transpose(1, 2), a.reshape([K * self.heads, -1, B])).view([K, -1, B])
    bilinear = (parts * b).sum([1], True)
    return torch.baddbmm(torch.baddbmm(bilinear, ws[-4], a), ws[-3], b) + ws[-2].unsqueeze(2)

  def learn(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], uses: List[Tensor], draws: __torch__.draws.Draws) -> Tuple[Tensor, __torch__.model.Seen]:
    """forward in training, and what `backward` needs."""
    f, g = self.first_gate_weights, self.first_gate_weights + self.second_gate_weights
    n, e = g + self.dnn_weights, views[3]
    gate_leaves, gated = __torch__.layers.leaves([e] + ws[:g]), [e, e]
    if self.use_gates:
      gated = [gate_leaves[0] * self.first_gate.forward(gate_leaves[0], gate_leaves[1:1 + f], True, draws), gate_leaves[0] * self.second_gate.forward(gate_leaves[0], gate_leaves[1 + f:], True, draws)]
    a, first = self.dnn.learn(gated[0].detach(), ws[g:n], stats[:self.dnn_stats], draws)
    b, second = self.second_mlp.learn(gated[1].detach(), ws[n:-4], stats[self.dnn_stats:], draws)
    leaves = __torch__.layers.leaves([a, b] + ws[-4:])
    z = self.fuse(leaves[0], leaves[1], leaves[2:])
    return (z.detach(), __torch__.model.Seen(gate_leaves, gated, first, second, leaves, z))

  def backward(self: __torch__.model.Model, g: Tensor, views: List[Tensor], ws: List[Tensor], uses: List[Tensor], seen: __torch__.model.Seen) -> Tuple[List[Tensor], List[Tensor]]:
    """The gradient (K, 1, B) by the logits -> by the views, and by ws in their order."""
    d = __torch__.layers.gradients([seen.z], seen.leaves, [g])
    d_first, d_dnn = self.dnn.backward(d[0], seen.first)
    d_second, d_second_mlp = self.second_mlp.backward(d[1], seen.second)
    d_ws = d_dnn + d_second_mlp + d[2:]
    if not self.use_gates:
      return ([views[0], views[1], views[2], d_first + d_second], d_ws)
    d_gates = __torch__.layers.gradients(seen.gated, seen.gate_leaves, [d_first, d_second])
    return ([views[0], views[1], views[2], d_gates[0]], d_gates[1:] + d_ws)

# Feature gating by context: 2 sigmoid(Linear(MLP(context))). The context is the vectors of some fields, or, without such, a
# vector that is learnt.
#
# ws: the vector (K, n), if it is learnt; the MLP's; weight (K, d, n) and bias (K, d) of the last layer.
class Gate(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  begins : List[int]
  ends : List[int]
  mlp : __torch__.layers.Mlp

  def forward(self: __torch__.model.Gate, e: Tensor, ws: List[Tensor], training: bool, draws: __torch__.draws.Draws) -> Tensor:
    """(K, d, B) -> (K, d, B), or (K, d, 1)."""
    columns = annotate(List[Tensor], [])
    for i, begin in enumerate(self.begins):
      columns.append(e[:, begin:self.ends[i]])
    learnt = len(columns) == 0
    context = ws[0].unsqueeze(2) if learnt else torch.cat(columns, 1)
    hidden = self.mlp.forward(context, ws[1:-2] if learnt else ws[:-2], [], False, draws)
    return 2 * torch.sigmoid(__torch__.layers.linear(hidden, ws[-2], ws[-1], False))
