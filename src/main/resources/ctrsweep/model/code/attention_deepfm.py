# AttentionDeepFM: logit = first order + FM + Linear(DNN([attention(fields), flat])).
#
# ws and stats: attention's, the DNN's, then the head's.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  attention : __torch__.attention.Attention
  attention_weights : int
  dnn : __torch__.layers.Mlp
  dnn_weights : int
  dnn_stats : int
  head : __torch__.head.Head

  def forward(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], training: bool, draws: __torch__.draws.Draws, onednn: bool) -> Tensor:
    """views: first order (B, 1), FM (B, 1), fields (B, F, D), flat (B, n) -> logits (B, 1)."""
    first_order, fm, fields, flat = views[0], views[1], views[2], views[3]
    a, d = self.attention_weights, self.attention_weights + self.dnn_weights
    refined = self.attention.learn(fields, ws[:a])[0] if onednn and not training else self.attention.forward(fields, ws[:a])
    deep = self.dnn.forward(torch.cat([refined.flatten(1), flat], 1), ws[a:d], stats[:self.dnn_stats], training, draws, onednn)
    return self.head.forward(first_order, fm, deep, ws[d:], stats[self.dnn_stats:], training, draws)

  def gradient(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], y: Tensor, weight: Tensor, draws: __torch__.draws.Draws) -> Tuple[Tensor, List[Tensor], List[Tensor]]:
    """The loss, its gradients by the views, and by ws. Autograd goes through the head; the rest has its own way back."""
    first_order, fm, fields, flat = views[0], views[1], views[2], views[3]
    a, d = self.attention_weights, self.attention_weights + self.dnn_weights
    refined, kept = self.attention.learn(fields, ws[:a])
    deep, saved, scales = self.dnn.learn(torch.cat([refined.flatten(1), flat], 1), ws[a:d], stats[:self.dnn_stats], draws)
    loss, d_parts, d_head = self.head.gradient(first_order, fm, deep, ws[d:], stats[self.dnn_stats:], y, weight, draws)
    d_input, d_dnn = self.dnn.backward(d_parts[2], ws[a:d], saved, scales)
    d_refined, d_flat = torch.split_with_sizes(d_input, [fields.size(1) * fields.size(2), flat.size(1)], 1)
    d_fields, d_attention = self.attention.backward(d_refined.reshape(fields.size()), ws[:a], kept)
    return (loss, [d_parts[0], d_parts[1], d_fields, d_flat], d_attention + d_dnn + d_head)
