# DeepFM (Guo et al. 2017): logit = first order + FM + Linear(DNN(flat)), or Linear(fusion([first order, FM vector, DNN(flat)])).
# Without FM it is Wide & Deep (Cheng et al. 2016).
#
# ws and stats: the DNN's, then the output's.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  dnn : __torch__.layers.Mlp
  dnn_weights : int
  dnn_stats : int
  output : __torch__.output.Output

  def forward(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], training: bool, draws: __torch__.draws.Draws, onednn: bool) -> Tensor:
    """views: first order (B, 1), FM (B, 1 or D), fields (none), flat (B, n) -> logits (B, 1)."""
    first_order, fm, fields, flat = views[0], views[1], views[2], views[3]
    deep = self.dnn.forward(flat, ws[:self.dnn_weights], stats[:self.dnn_stats], training, draws, onednn)
    return self.output.forward(first_order, fm, deep, ws[self.dnn_weights:], stats[self.dnn_stats:], training, draws)

  def gradient(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], y: Tensor, weight: Tensor, draws: __torch__.draws.Draws) -> Tuple[Tensor, List[Tensor], List[Tensor]]:
    """The loss, its gradients by the views, and by ws. Autograd goes through the output; the DNN has its own way back."""
    first_order, fm, fields, flat = views[0], views[1], views[2], views[3]
    deep, saved, scales = self.dnn.learn(flat, ws[:self.dnn_weights], stats[:self.dnn_stats], draws)
    loss, d_parts, d_output = self.output.gradient(first_order, fm, deep, ws[self.dnn_weights:], stats[self.dnn_stats:], y, weight, draws)
    d_flat, d_dnn = self.dnn.backward(d_parts[2], ws[:self.dnn_weights], saved, scales)
    return (loss, [d_parts[0], d_parts[1], fields[:0], d_flat], d_dnn + d_output)
