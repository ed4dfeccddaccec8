# Factorization machine (Rendle 2010) of K trials: logit = first order + FM.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  output : __torch__.output.Output

  def forward(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], uses: List[Tensor], training: bool, draws: __torch__.draws.Draws) -> Tensor:
    """views: first order (K, 1, B), FM (K, 1 or D, B), fields and flat (unused) -> logits (K, 1, B)."""
    return self.output.forward(views[0], views[1], views[3][:, :0], ws, stats, uses, training, draws)
