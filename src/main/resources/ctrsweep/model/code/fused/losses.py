# What is made small: for each of K trials the mean loss of its logits (K, B) against labels (K, B), each row with a weight.
class Loss(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  name : str
  balances : bool

  def forward(self: __torch__.losses.Loss, z: Tensor, y: Tensor, weight: Tensor, settings: List[Tensor], smooths: bool) -> Tensor:
    """(K): the weighted means. `weight` may be empty: all rows count alike. settings, each (K, 1): label smoothing, focal gamma and
    alpha; smooths: whether any trial has label smoothing."""
    each = self.each(z, y, settings, smooths)
    return (each * weight).sum([1]) / weight.sum([1]) if weight.numel() > 0 else each.mean([1])

  def each(self: __torch__.losses.Loss, z: Tensor, y: Tensor, settings: List[Tensor], smooths: bool) -> Tensor:
    if self.name == "mse":
      return (z - y).square()
    s = y * (1 - settings[0]) + 0.5 * settings[0] if smooths else y
    bce = torch.binary_cross_entropy_with_logits(z, s, None, None, 0)
    if self.name == "bce":
      return bce
    # Focal loss, Lin et al. 2017: (1 - p_t)^gamma, p_t being the probability given to the label.
    assert self.name == "focal", "no such loss"
    p = torch.sigmoid(z)
    focal = torch.pow((p + y - 2 * p * y).clamp_min(1e-12), settings[1]) * bce
    return focal * (settings[2] * y + (1 - settings[2]) * (1 - y)) if self.balances else focal
