# AttentionDeepFM: logit = first order + FM + Linear(DNN([attention(fields), flat])).
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

  def forward(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], training: bool, draws: __torch__.draws.Draws, onednn: bool) -> Tensor:
    """views: first order (B, 1), FM (B, 1), fields (B, F, D), flat (B, n) -> logits (B, 1)."""
    first_order, fm, fields, flat = views[0], views[1], views[2], views[3]
    a, d = self.attention_weights, self.attention_weights + self.dnn_weights
    refined = self.attention.learn(fields, ws[:a])[0] if onednn and not training else self.attention.forward(fields, ws[:a])
    deep = self.dnn.forward(torch.cat([refined.flatten(1), flat], 1), ws[a:d], stats[:self.dnn_stats], training, draws, onednn)
    return self.output.forward(first_order, fm, deep, ws[d:], stats[self.dnn_stats:], training, draws)

  def gradient(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], y: Tensor, weight: Tensor, draws: __torch__.draws.Draws) -> Tuple[Tensor, List[Tensor], List[Tensor]]:
    """The loss, its gradients by the views, and by ws. Autograd goes through the output; the rest has its own way back."""
    first_order, fm, fields, flat = views[0], views[1], views[2], views[3]
    a, d = self.attention_weights, self.attention_weights + self.dnn_weights
    refined, kept = self.attention.learn(fields, ws[:a])
    deep, saved, scales = self.dnn.learn(torch.cat([refined.flatten(1), flat], 1), ws[a:d], stats[:self.dnn_stats], draws)
    loss, d_parts, d_output = self.output.gradient(first_order, fm, deep, ws[d:], stats[self.dnn_stats:], y, weight, draws)
    d_input, d_dnn = self.dnn.backward(d_parts[2], ws[a:d], saved, scales)
    d_refined, d_flat = torch.split_with_sizes(d_input, [fields.size(1) * fields.size(2), flat.size(1)], 1)
    d_fields, d_attention = self.attention.backward(d_refined.reshape(fields.size()), ws[:a], kept)
    return (loss, [d_parts[0], d_parts[1], d_fields, d_flat], d_attention + d_dnn + d_output)

# Self-attention among fields (Vaswani et al. 2017; for click-through rates Song et al. 2019).
#
# ws, per layer: weight (A, D) and bias (A) of queries, keys and values; of the way back (D, A) and (D); with residual,
# scale and shift (D) of LayerNorm.
class Attention(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  layers : int
  heads : int
  dim : int
  residual : bool
  rows : int

  def forward(self: __torch__.model.Attention, x: Tensor, ws: List[Tensor]) -> Tensor:
    """(B, F, D) -> (B, F, D): per layer LayerNorm(x + Linear(softmax(q k^T / sqrt(A / heads)) v))."""
    for layer in range(self.layers):
      x = self.layer(x, self.of_layer(ws, layer))
    return x

  def of_layer(self: __torch__.model.Attention, ws: List[Tensor], layer: int) -> List[Tensor]:
    n = 10 if self.residual else 8
    return ws[n * layer:n * layer + n]

  def layer(self: __torch__.model.Attention, x: Tensor, ws: List[Tensor]) -> Tensor:
    q, k, v = self.split(torch.linear(x, ws[0], ws[1])), self.split(torch.linear(x, ws[2], ws[3])), self.split(torch.linear(x, ws[4], ws[5]))
    a = torch.softmax(q @ k.transpose(2, 3) * self.scale(), 3) @ v
    out = torch.linear(a.transpose(1, 2).flatten(2), ws[6], ws[7])
    return torch.layer_norm(out + x, [x.size(2)], ws[8], ws[9], 1e-05, False) if self.residual else out

  def split(self: __torch__.model.Attention, x: Tensor) -> Tensor:
    """(B, F, A) -> (B, heads, F, A / heads)."""
    return x.unflatten(2, [self.heads, self.dim // self.heads]).transpose(1, 2)

  def scale(self: __torch__.model.Attention) -> float:
    return (self.dim // self.heads) ** -0.5

  def learn(self: __torch__.model.Attention, x: Tensor, ws: List[Tensor]) -> Tuple[Tensor, List[List[Tensor]]]:
    """forward without autograd, `rows` rows at a time, which stay in the processor's cache; and what `backward` needs."""
    saved = annotate(List[List[Tensor]], [])
    outs = annotate(List[Tensor], [])
    for part in torch.split(x, self.rows, 0):
      for layer in range(self.layers):
        part, kept = self.learn_layer(part, self.of_layer(ws, layer))
        saved.append(kept)
      outs.append(part)
    return (torch.cat(outs, 0), saved)

  def learn_layer(self: __torch__.model.Attention, x: Tensor, ws: List[Tensor]) -> Tuple[Tensor, List[Tensor]]:
    """The queries carry the scale."""
    b, F, D = x.size(0), x.size(1), x.size(2)
    flat = x.flatten(0, 1)
    q = __torch__.layers.linear(flat, ws[0] * self.scale(), ws[1] * self.scale(), True, False).view([b, F, self.dim])
    k = __torch__.layers.linear(flat, ws[2], ws[3], True, False).view([b, F, self.dim])
    v = __torch__.layers.linear(flat, ws[4], ws[5], True, False).view([b, F, self.dim])
    n = self.dim // self.heads
    a = torch.empty_like(q)
    kept = annotate(List[Tensor], [flat, q, k, v, a])
    for h in range(self.heads):
      weights = torch.softmax(torch.bmm(q[:, :, h * n:h * n + n], k[:, :, h * n:h * n + n].transpose(1, 2)), 2)
      a[:, :, h * n:h * n + n].copy_(torch.bmm(weights, v[:, :, h * n:h * n + n]))
      kept.append(weights)
    out = __torch__.layers.linear(a.flatten(0, 1), ws[6], ws[7], True, False)
    if self.residual:
      sum = out.add_(flat)
      out, mean, deviation = torch.native_layer_norm(sum, [D], ws[8], ws[9], 1e-05)
      kept.append(sum)
      kept.append(mean)
      kept.append(deviation)
    return (out.view([b, F, D]), kept)

  def backward(self: __torch__.model.Attention, g: Tensor, ws: List[Tensor], saved: List[List[Tensor]]) -> Tuple[Tensor, List[Tensor]]:
    """The gradient by learn's output -> by its input, and by ws in their order."""
    total = annotate(List[Tensor], [])
    for w in ws:
      total.append(torch.zeros_like(w))
    back = annotate(List[Tensor], [])
    for i, part in enumerate(torch.split(g, self.rows, 0)):
      for l in range(self.layers):
        layer = self.layers - 1 - l
        part, gradients = self.backward_layer(part, self.of_layer(ws, layer), saved[i * self.layers + layer])
        for j, d in enumerate(gradients):
          total[layer * len(gradients) + j].add_(d)
      back.append(part)
    return (torch.cat(back, 0), total)

  def backward_layer(self: __torch__.model.Attention, g: Tensor, ws: List[Tensor], kept: List[Tensor]) -> Tuple[Tensor, List[Tensor]]:
    b, F, D = g.size(0), g.size(1), g.size(2)
    x, q, k, v, a = kept[0], kept[1], kept[2], kept[3], kept[4]
    g = g.reshape([b * F, D])
    norm = annotate(List[Tensor], [])
    if self.residual:
      g, scale, shift = torch.native_layer_norm_backward(g, kept[-3], [D], kept[-2], kept[-1], ws[8], ws[9], [True, True, True])
      norm = [scale, shift]
    d_out = [__torch__.layers.linear_backward(g, a.flatten(0, 1), True, False), g.sum([0])]
    da = __torch__.layers.linear(g, ws[6].t(), None, True, False).view([b, F, self.dim])
    n = self.dim // self.heads
    dq, dk, dv = torch.empty_like(q), torch.empty_like(k), torch.empty_like(v)
    for h in range(self.heads):
      weights, ga = kept[5 + h], da[:, :, h * n:h * n + n]
      dv[:, :, h * n:h * n + n].copy_(torch.bmm(weights.transpose(1, 2), ga))
      ds = torch._softmax_backward_data(torch.bmm(ga, v[:, :, h * n:h * n + n].transpose(1, 2)), weights, 2, 6)
      dq[:, :, h * n:h * n + n].copy_(torch.bmm(ds, k[:, :, h * n:h * n + n]))
      dk[:, :, h * n:h * n + n].copy_(torch.bmm(ds.transpose(1, 2), q[:, :, h * n:h * n + n]))
    gradients = annotate(List[Tensor], [])
    dx = g if self.residual else torch.zeros_like(g)
    for i, d in enumerate([dq.flatten(0, 1), dk.flatten(0, 1), dv.flatten(0, 1)]):
      scale = self.scale() if i == 0 else 1.
      gradients.append(__torch__.layers.linear_backward(d, x, True, False) * scale)
      gradients.append(d.sum([0]) * scale)
      dx = dx + __torch__.layers.linear(d, ws[2 * i].t() * scale, None, True, False)
    return (dx.view([b, F, D]), gradients + d_out + norm)
