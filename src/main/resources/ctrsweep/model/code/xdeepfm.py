# xDeepFM (Lian et al. 2018): logit = first order + Linear(CIN(fields)) + Linear(DNN(flat)).
#
# ws and stats: CIN's, weight (1, maps out) and bias (1) behind it, the DNN's, then the head's.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  cin : __torch__.cin.Cin
  cin_weights : int
  dnn : __torch__.layers.Mlp
  dnn_weights : int
  dnn_stats : int
  head : __torch__.head.Head

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
    return self.head.forward(first_order, fm, deep, ws[d:], stats[self.dnn_stats:], training, draws) + torch.cat(crossed, 0)

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
    without = self.head.forward(leaves[0], leaves[1], leaves[2], leaves[3:], stats[self.dnn_stats:], True, draws)

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
      w = weight[begin:end]
      share = (w.sum() if weight.numel() > 0 else torch.ones([], device=y.device) * (end - begin)) / total
      loss, dz = self.head.loss.gradient(z, y[begin:end], w)
      dz = dz * share
      dx, gradients = self.cin.backward(dz @ ws[c], x, D, ws[:c], pairs, kept)
      for i, g in enumerate(gradients + [dz.t() @ maps, dz.sum([0])]):
        d_cin[i].add_(g)
      losses.append(loss * share)
      d_logits.append(dz)
      d_fields.append(dx.unflatten(0, [end - begin, D]).transpose(1, 2))

    back = __torch__.head.gradients([without], leaves, [torch.cat(d_logits, 0)])
    d_flat, d_dnn = self.dnn.backward(back[2], ws[c + 2:d], saved, scales)
    return (torch.stack(losses).sum(), [back[0], back[1], torch.cat(d_fields, 0), d_flat], d_cin + d_dnn + back[3:])
