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
    x, n = flat, 6 if self.rank > 0 else 2
    for k in range(self.layers):
      x = self.cross(flat, x, ws[n * k:n * k + n])
    deep = self.dnn.forward(flat if self.parallel else x, ws[n * self.layers:-2], stats, training, draws)
    return __torch__.layers.linear(torch.cat([x, deep], 1) if self.parallel else deep, ws[-2], ws[-1], False)

  def cross(self: __torch__.model.Model, flat: Tensor, x: Tensor, ws: List[Tensor]) -> Tensor:
    if self.rank == 0:
      return torch.addcmul(x, flat, __torch__.layers.linear(x, ws[0], ws[1], self.bf16))
    K, B = x.size(0), x.size(2)
    v = torch.tanh(__torch__.layers.linear(x, ws[0], None, self.bf16)).view([K * self.experts, self.rank, B])
    c = torch.tanh(torch.bmm(ws[1].reshape([K * self.experts, self.rank, self.rank]), v)).view([K, self.experts, self.rank, B])
    gates = torch.softmax(__torch__.layers.linear(x, ws[4], ws[5], False), 1)
    mixed = (c * gates.unsqueeze(2)).flatten(1, 2)
    return torch.addcmul(x, flat, __torch__.layers.linear(mixed, ws[2], ws[3], self.bf16))
