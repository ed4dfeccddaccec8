# What is made small: for each of K trials the mean loss of its logits (K, B) against labels (K, B), each row with a weight.
class Loss(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  name : str
  balances : bool

  def gradient(self: __torch__.losses.Loss, z: Tensor, y: Tensor, weight: Tensor, settings: List[Tensor], smooths: bool) -> Tuple[Tensor, Tensor]:
    """The weighted means (K), and their gradient by the logits (K, B). `weight` may be empty: all rows count alike. settings, each
    (K, 1): label smoothing, focal gamma and alpha; smooths: whether any trial has label smoothing."""
    s = y * (1 - settings[0]) + 0.5 * settings[0] if smooths else y
    if self.name == "bce":
      each, d = self.bce(z, s), torch.sigmoid(z).sub_(s)
    elif self.name == "mse":
      d = z - y
      each, d = d.square(), 2 * d
    else:
      z = z.detach().requires_grad_(True)
      each = self.focal(z, y, s, settings)
      each, d = each.detach(), __torch__.layers.gradients([each], [z], [torch.ones_like(each)])[0]
    if weight.numel() > 0:
      share = weight / weight.sum([1], True)
      return ((each * share).sum([1]), d * share)
    return (each.mean([1]), d.div_(z.size(1)))

  def bce(self: __torch__.losses.Loss, z: Tensor, s: Tensor) -> Tensor:
    """-s log p - (1 - s) log(1 - p), where p = sigmoid(z)."""
    return torch.addcmul(z - torch.log_sigmoid(z), z, s, value=-1)

  def focal(self: __torch__.losses.Loss, z: Tensor, y: Tensor, s: Tensor, settings: List[Tensor]) -> Tensor:
    """Lin et al. 2017: (1 - p_t)^gamma * bce, p_t being the probability given to the label."""
    assert self.name == "focal", "no such loss"
    p = torch.sigmoid(z)
    focal = torch.pow((p + y - 2 * p * y).clamp_min(1e-12), settings[1]) * self.bce(z, s)
    return focal * (settings[2] * y + (1 - settings[2]) * (1 - y)) if self.balances else focal
