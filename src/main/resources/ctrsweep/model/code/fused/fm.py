# What the way back needs: the output's.
class Seen(NamedTuple):
  output : List[Tensor]

# Factorization machine (Rendle 2010) of K trials: logit = first order + FM.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  output : __torch__.output.Output

  def forward(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], uses: List[Tensor], training: bool, draws: __torch__.draws.Draws) -> Tensor:
    """views: first order (K, 1, B), FM (K, 1 or D, B), fields and flat (unused) -> logits (K, 1, B)."""
    return self.output.forward(views[0], views[1], torch.slice(views[3], 1, 0, 0), ws, stats, uses, training, draws)

  def learn(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], uses: List[Tensor], draws: __torch__.draws.Draws) -> Tuple[Tensor, __torch__.model.Seen]:
    """forward in training, and what `backward` needs."""
    z, output = self.output.learn(views[0], views[1], torch.slice(views[3], 1, 0, 0), ws, stats, uses, draws)
    return (z, __torch__.model.Seen(output))

  def backward(self: __torch__.model.Model, g: Tensor, views: List[Tensor], ws: List[Tensor], uses: List[Tensor], seen: __torch__.model.Seen) -> Tuple[List[Tensor], List[Tensor]]:
    """The gradient (K, 1, B) by the logits -> by the views, and by ws in their order."""
    d, d_output = self.output.backward(g, ws, uses, seen.output)
    return ([d[0], d[1], views[2], d[2]], d_output)
