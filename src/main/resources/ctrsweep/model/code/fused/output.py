# From the parts of K models to their logits: their sum, or a fusion MLP over them.
#
# ws: the linear part's scale (K, 1, 1) and bias (K, 1), or its bias alone, or nothing; the fusion MLP's; and, where there is a
# deep part, weight (K, 1, n) and bias (K, 1) of the last layer. stats: the fusion MLP's. uses, each (K, 1, 1): 1 for the trials
# that use the first order, and for those that use FM; 0 for the others.
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
    logit = first_order * uses[0]
    if self.linear_weights == 2:
      logit = torch.addcmul(ws[1].unsqueeze(2), logit, ws[0])
    if self.linear_weights == 1:
      logit = logit + ws[0].unsqueeze(2)
    if self.fusion.layers > 0:
      parts = [logit, fm, deep] if self.use_second_order else [logit, deep]
      joined = self.fusion.forward(torch.cat(parts, 1), ws[self.linear_weights:-2], stats, training, draws)
      return __torch__.layers.linear(joined, ws[-2], ws[-1], False)
    if self.use_second_order:
      logit = torch.addcmul(logit, fm, uses[1])
    return torch.baddbmm(logit, ws[-2], deep) + ws[-1].unsqueeze(2) if self.use_deep else logit

  def by_hand(self: __torch__.output.Output) -> bool:
    """Whether the way back is written out: it is for a sum. Autograd has the others."""
    return self.fusion.layers == 0 and self.linear_weights < 2

  def learn(self: __torch__.output.Output, first_order: Tensor, fm: Tensor, deep: Tensor, ws: List[Tensor], stats: List[Tensor], uses: List[Tensor], draws: __torch__.draws.Draws) -> Tuple[Tensor, List[Tensor]]:
    """forward in training, and what `backward` needs."""
    if self.by_hand():
      return (self.forward(first_order, fm, deep, ws, stats, uses, True, draws), [fm, deep])
    leaves = __torch__.layers.leaves([first_order, fm, deep] + ws)
    z = self.forward(leaves[0], leaves[1], leaves[2], leaves[3:], stats, uses, True, draws)
    return (z.detach(), leaves + [z])

  def backward(self: __torch__.output.Output, g: Tensor, ws: List[Tensor], uses: List[Tensor], saved: List[Tensor]) -> Tuple[List[Tensor], List[Tensor]]:
    """The gradient (K, 1, B) by the logits -> by first order, FM and deep part, and by ws in their order."""
    if not self.by_hand():
      found = __torch__.layers.gradients([saved[-1]], saved[:-1], [g])
      return (found[:3], found[3:])
    fm, deep = saved[0], saved[1]
    d_fm = g * uses[1] if self.use_second_order else torch.slice(fm, 1, 0, 0)
    d_ws = annotate(List[Tensor], [])
    if self.linear_weights == 1 or self.use_deep:
      d_bias = g.sum([2])
      d_ws = [d_bias] if self.linear_weights == 1 else d_ws
      if self.use_deep:
        return ([g * uses[0], d_fm, ws[-2].transpose(1, 2) * g], d_ws + [torch.bmm(g, deep.transpose(1, 2)), d_bias])
    return ([g * uses[0], d_fm, deep], d_ws)
