# From the parts of K models to their logits: their sum, or a fusion MLP over them.
#
# ws: the linear part's scale (K, 1, 1) and bias (K, 1), or its bias alone, or nothing; the fusion MLP's; and, where there is a
# deep part, weight (K, 1, n) and bias (K, 1) of the last layer. stats: the fusion MLP's. uses, each (K, 1): 1 for the trials that
# use the first order, and for those that use FM; 0 for the others.
class Output(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  linear_weights : int
  use_second_order : bool
  use_deep : bool
  fusion : __torch__.layers.Mlp

  def forward(self: __torch__.output.Output, first_order: Tensor, fm: Tensor, deep: Tensor, ws: List[Tensor], stats: List[Tensor], uses: List[Tensor], training: bool, draws: __torch__.draws.Draws) -> Tensor:
    """first_order (K, 1, B), fm (K, 1 or D, B), deep (K, n, B) -> logits (K, 1, B)."""
    linear = first_order * uses[0].unsqueeze(2)
    if self.linear_weights == 2:
      linear = torch.addcmul(ws[1].unsqueeze(2), linear, ws[0])
    if self.linear_weights == 1:
      linear = linear + ws[0].unsqueeze(2)
    if self.fusion.layers > 0:
      parts = [linear, fm, deep] if self.use_second_order else [linear, deep]
      joined = self.fusion.forward(torch.cat(parts, 1), ws[self.linear_weights:-2], stats, training, draws)
      return __torch__.layers.linear(joined, ws[-2], ws[-1], False)
    logit = linear
    if self.use_second_order:
      logit = torch.addcmul(logit, fm, uses[1].unsqueeze(2))
    if self.use_deep:
      logit = torch.baddbmm(logit, ws[-2], deep) + ws[-1].unsqueeze(2)
    return logit
