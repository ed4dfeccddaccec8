# What the way back needs: attention's, which is autograd's; the DNN's; and the output's.
class Seen(NamedTuple):
  leaves : List[Tensor]
  refined : Tensor
  dnn : __torch__.layers.Seen
  output : List[Tensor]

# AttentionDeepFM of K trials: logit = first order + FM + Linear(DNN([attention(fields), flat])).
#
# ws and stats: attention's, the DNN's, then the output's.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  attention : __torch__.model.Attention
  attention_weights : int
  dnn : __torch__.layers.Mlp
  dnn_weights : int
  dnn_stats : int
  output : __torch__.output.Output

  def forward(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], uses: List[Tensor], training: bool, draws: __torch__.draws.Draws) -> Tensor:
    """views: first order (K, 1, B), FM (K, 1, B), fields (K, F, D, B), flat (K, n, B) -> logits (K, 1, B)."""
    a, d = self.attention_weights, self.attention_weights + self.dnn_weights
    refined = self.attention.forward(views[2], ws[:a]).flatten(1, 2)
    deep = self.dnn.forward(torch.cat([refined, views[3]], 1), ws[a:d], stats[:self.dnn_stats], training, draws)
    return self.output.forward(views[0], views[1], deep, ws[d:], stats[self.dnn_stats:], uses, training, draws)

  def learn(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], uses: List[Tensor], draws: __torch__.draws.Draws) -> Tuple[Tensor, __torch__.model.Seen]:
    """forward in training, and what `backward` needs."""
    a, d = self.attention_weights, self.attention_weights + self.dnn_weights
    leaves = __torch__.layers.leaves([views[2]] + ws[:a])
    refined = self.attention.forward(leaves[0], leaves[1:]).flatten(1, 2)
    deep, dnn = self.dnn.learn(torch.cat([refined.detach(), views[3]], 1), ws[a:d], stats[:self.dnn_stats], draws)
    z, output = self.output.learn(views[0], views[1], deep, ws[d:], stats[self.dnn_stats:], uses, draws)
    return (z, __torch__.model.Seen(leaves, refined, dnn, output))

  def backward(self: __torch__.model.Model, g: Tensor, views: List[Tensor], ws: List[Tensor], uses: List[Tensor], seen: __torch__.model.Seen) -> Tuple[List[Tensor], List[Tensor]]:
    """The gradient (K, 1, B) by the logits -> by the views, and by ws in their order."""
    d, d_output = self.output.backward(g, ws[self.attention_weights + self.dnn_weights:], uses, seen.output)
    joined, d_dnn = self.dnn.backward(d[2], seen.dnn)
    n = seen.refined.size(1)
    d_attention = __torch__.layers.gradients([seen.refined], seen.leaves, [torch.slice(joined, 1, 0, n)])
    return ([d[0], d[1], d_attention[0], torch.slice(joined, 1, n)], d_attention[1:] + d_dnn + d_output)

# Self-attention among fields (Vaswani et al. 2017; for click-through rates Song et al. 2019).
#
# ws, per layer: weight (K, A, D) and bias (K, A) of queries, keys and values; of the way back (K, D, A) and (K, D); with
# residual, scale and shift (K, D) of LayerNorm.
class Attention(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  layers : int
  heads : int
  dim : int
  residual : bool

  def forward(self: __torch__.model.Attention, fields: Tensor, ws: List[Tensor]) -> Tensor:
    """(K, F, D, B) -> (K, F, D, B): per layer LayerNorm(x + Linear(softmax(q k^T / sqrt(A / heads)) v))."""
    K, F, D, B = fields.size(0), fields.size(1), fields.size(2), fields.size(3)
    x, n = fields.permute([0, 3, 1, 2]).reshape([K, B * F, D]), 10 if self.residual else 8
    for layer in range(self.layers):
      x = self.layer(x, F, ws[n * layer:n * layer + n])
    return x.unflatten(1, [B, F]).permute([0, 2, 3, 1])

  def layer(self: __torch__.model.Attention, x: Tensor, F: int, ws: List[Tensor]) -> Tensor:
    """x (K, B * F, D)."""
    w, b = torch.cat([ws[0], ws[2], ws[4]], 1), torch.cat([ws[1], ws[3], ws[5]], 1)
    each = torch.baddbmm(b.unsqueeze(1), x, w.transpose(1, 2)).view([-1, F, 3, self.heads, self.dim // self.heads])
    q, k, v = torch.unbind(each.permute([2, 0, 3, 1, 4]).flatten(1, 2), 0)
    attention = torch.softmax(torch.bmm(q, k.transpose(1, 2)) * (self.dim // self.heads) ** -0.5, 2)
    a = torch.bmm(attention, v).unflatten(0, [-1, self.heads]).transpose(1, 2).reshape([x.size(0), x.size(1), self.dim])
    out = torch.baddbmm(ws[7].unsqueeze(1), a, ws[6].transpose(1, 2))
    return __torch__.layers.layer_norm(out + x, ws[8].unsqueeze(1), ws[9].unsqueeze(1), 2) if self.residual else out
