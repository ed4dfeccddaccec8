# From the parts of a model to its logit: their sum, or a fusion MLP over them.
#
# ws: the linear part's scale (1, 1) and bias (1), or its bias alone, or nothing; the fusion MLP's; and, where there is a
# deep part, weight (1, n) and bias (1) of the last layer. stats: the fusion MLP's.
class Output(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  linear_weights : int
  use_first_order : bool
  use_second_order : bool
  use_deep : bool
  fusion : __torch__.layers.Mlp
  loss : __torch__.losses.Loss

  def forward(self: __torch__.output.Output, first_order: Tensor, fm: Tensor, deep: Tensor, ws: List[Tensor], stats: List[Tensor], training: bool, draws: __torch__.draws.Draws) -> Tensor:
    """first_order (B, 1), fm (B, 1 or D), deep (B, n) -> logits (B, 1)."""
    linear = first_order if self.use_first_order else 0. * first_order
    if self.linear_weights == 2:
      linear = linear * ws[0] + ws[1]
    if self.linear_weights == 1:
      linear = linear + ws[0]
    if self.fusion.layers > 0:
      parts = [linear, fm, deep] if self.use_second_order else [linear, deep]
      joined = self.fusion.forward(torch.cat(parts, 1), ws[self.linear_weights:-2], stats, training, draws, False)
      return torch.linear(joined, ws[-2], ws[-1])
    logit = linear
    if self.use_second_order:
      logit = logit + fm.sum([1], True)
    if self.use_deep:
      logit = logit + torch.linear(deep, ws[-2], ws[-1])
    return logit

  def gradient(self: __torch__.output.Output, first_order: Tensor, fm: Tensor, deep: Tensor, ws: List[Tensor], stats: List[Tensor], y: Tensor, weight: Tensor, draws: __torch__.draws.Draws) -> Tuple[Tensor, List[Tensor], List[Tensor]]:
    """The loss, its gradients by [first_order, fm, deep], and by ws."""
    leaves = annotate(List[Tensor], [])
    for x in [first_order, fm, deep] + ws:
      leaves.append(x.detach().requires_grad_(True))
    logit = self.forward(leaves[0], leaves[1], leaves[2], leaves[3:], stats, True, draws)
    draws.logits.append(logit.detach())
    loss, d_logit = self.loss.gradient(logit.detach(), y, weight)
    gradients = __torch__.output.gradients([logit], leaves, [d_logit])
    return (loss, gradients[:3], gradients[3:])

def gradients(outputs: List[Tensor], inputs: List[Tensor], incoming: List[Tensor]) -> List[Tensor]:
  """The gradients by the inputs; 0 for those that no output depends on. An output may depend on none, or have an empty gradient."""
  given, known = annotate(List[Tensor], []), annotate(List[Optional[Tensor]], [])
  for i, output in enumerate(outputs):
    if output.requires_grad and incoming[i].numel() > 0:
      given.append(output)
      known.append(incoming[i])
  found = annotate(List[Tensor], [])
  for i, g in enumerate(torch.autograd.grad(given, inputs, known, None, False, True)):
    found.append(g if g is not None else torch.zeros_like(inputs[i]))
  return found
