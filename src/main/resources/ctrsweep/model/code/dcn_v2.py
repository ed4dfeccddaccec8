# DCN-V2 (Wang et al. 2021): layers that cross the flat view x_0 with itself, and a DNN after them, logit = Linear(DNN(x_L)),
# or beside them, logit = Linear([x_L, DNN(x_0)]).
#
# A cross layer is x_0 * (W x + b) + x. With a low rank r it is a mixture of K experts, x_0 * (sum_i G_i(x) U_i tanh(C_i tanh(V_i x)) + b) + x,
# in which the gates G = softmax(Linear(x)) sum to 1.
#
# ws: per cross layer W (d, d) and b (d), or V (K * r, d), C (K * r, r), U (d, K * r), b (d), weight (K, d) and bias (K) of the gates; the
# DNN's; weight (1, n) and bias (1) of the last layer. stats: the DNN's.
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

  def forward(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], training: bool, draws: __torch__.draws.Draws, onednn: bool) -> Tensor:
    """views: first order, FM and fields (unused), flat (B, d) -> logits (B, 1)."""
    flat = views[3]
    x, n = flat, 6 if self.rank > 0 else 2
    for k in range(self.layers):
      x = self.cross(flat, x, ws[n * k:n * k + n], onednn)
    deep = self.dnn.forward(flat if self.parallel else x, ws[n * self.layers:-2], stats, training, draws, onednn)
    return torch.linear(torch.cat([x, deep], 1) if self.parallel else deep, ws[-2], ws[-1])

  def cross(self: __torch__.model.Model, flat: Tensor, x: Tensor, ws: List[Tensor], onednn: bool) -> Tensor:
    if self.rank == 0:
      return torch.addcmul(x, flat, __torch__.layers.linear(x, ws[0], ws[1], onednn, self.bf16))
    v = torch.tanh(__torch__.layers.linear(x, ws[0], None, onednn, self.bf16)).unflatten(1, [self.experts, self.rank])
    c = torch.tanh(torch.bmm(v.transpose(0, 1), ws[1].unflatten(0, [self.experts, self.rank]).transpose(1, 2)))
    gates = torch.softmax(torch.linear(x, ws[4], ws[5]), 1)
    mixed = (c.transpose(0, 1) * gates.unsqueeze(2)).flatten(1)
    return torch.addcmul(x, flat, __torch__.layers.linear(mixed, ws[2], ws[3], onednn, self.bf16))
