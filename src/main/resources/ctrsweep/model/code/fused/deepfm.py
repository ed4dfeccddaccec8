# What the way back needs: the DNN's, and the output's.
class Seen(NamedTuple):
  dnn : __torch__.layers.Seen
  output : List[Tensor]

# DeepFM (Guo et al. 2017) of K trials: logit = first order + FM + Linear(DNN(flat)), or Linear(fusion([first order, FM vector,
# DNN(flat)])). Without FM it is Wide & Deep (Cheng et al. 2016).
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

  def forward(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], uses: List[Tensor], training: bool, draws: __torch__.draws.Draws) -> Tensor:
    """views: first order (K, 1, B), FM (K, 1 or D, B), fields (unused), flat (K, n, B) -> logits (K, 1, B)."""
    deep = self.dnn.forward(views[3], ws[:self.dnn_weights], stats[:self.dnn_stats], training, draws)
    return self.output.forward(views[0], views[1], deep, ws[self.dnn_weights:], stats[self.dnn_stats:], uses, training, draws)

  def learn(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], uses: List[Tensor], draws: __torch__.draws.Draws) -> Tuple[Tensor, __torch__.model.Seen]:
    """forward in training, and what `backward` needs."""
    deep, dnn = self.dnn.learn(views[3], ws[:self.dnn_weights], stats[:self.dnn_stats], draws)
    z, output = self.output.learn(views[0], views[1], deep, ws[self.dnn_weights:], stats[self.dnn_stats:], uses, draws)
    return (z, __torch__.model.Seen(dnn, output))

  def backward(self: __torch__.model.Model, g: Tensor, views: List[Tensor], ws: List[Tensor], uses: List[Tensor], seen: __torch__.model.Seen) -> Tuple[List[Tensor], List[Tensor]]:
    """The gradient (K, 1, B) by the logits -> by the views, and by ws in their order."""
    d, d_output = self.output.backward(g, ws[self.dnn_weights:], uses, seen.output)
    d_flat, d_dnn = self.dnn.backward(d[2], seen.dnn)
    return ([d[0], d[1], views[2], d_flat], d_dnn + d_output)
