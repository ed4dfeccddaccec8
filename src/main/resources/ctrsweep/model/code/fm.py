# Factorization machine (Rendle 2010): logit = first order + FM.
class Model(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  output : __torch__.output.Output

  def forward(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], training: bool, draws: __torch__.draws.Draws, onednn: bool) -> Tensor:
    """views: first order (B, 1), FM (B, 1), fields (none), flat (B, n) -> logits (B, 1)."""
    first_order, fm, fields, flat = views[0], views[1], views[2], views[3]
    return self.output.forward(first_order, fm, flat[:, :0], ws, stats, training, draws)

  def gradient(self: __torch__.model.Model, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], y: Tensor, weight: Tensor, draws: __torch__.draws.Draws) -> Tuple[Tensor, List[Tensor], List[Tensor]]:
    """The loss, its gradients by the views, and by ws."""
    first_order, fm, fields, flat = views[0], views[1], views[2], views[3]
    loss, d_parts, d_ws = self.output.gradient(first_order, fm, flat[:, :0], ws, stats, y, weight, draws)
    return (loss, [d_parts[0], d_parts[1], fields[:0], flat[:0]], d_ws)
