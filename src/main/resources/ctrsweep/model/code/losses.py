# What is made small: mean losses of logits (B, 1) against labels (B, 1), each row with a weight (B, 1).
class Loss(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  name : str
  label_smoothing : float
  focal_gamma : float
  focal_alpha : float

  def forward(self: __torch__.losses.Loss, z: Tensor, y: Tensor, weight: Tensor) -> Tensor:
    """The weighted mean. `weight` may be empty: all rows count alike."""
    each = self.each(z, y)
    return (each * weight).sum() / weight.sum() if weight.numel() > 0 else each.mean()

  def each(self: __torch__.losses.Loss, z: Tensor, y: Tensor) -> Tensor:
    if self.name == "mse":
      return (z - y).square()
    s = y * (1 - self.label_smoothing) + 0.5 * self.label_smoothing
    bce = torch.binary_cross_entropy_with_logits(z, s, None, None, 0)
    if self.name == "bce":
      return bce
    # Focal loss, Lin et al. 2017: (1 - p_t)^gamma, p_t being the probability given to the label.
    assert self.name == "focal", "no such loss"
    p = torch.sigmoid(z)
    focal = ((p + y - 2 * p * y).clamp_min(1e-12) ** self.focal_gamma) * bce
    return focal if self.focal_alpha < 0. else focal * (self.focal_alpha * y + (1 - self.focal_alpha) * (1 - y))

  def gradient(self: __torch__.losses.Loss, z: Tensor, y: Tensor, weight: Tensor) -> Tuple[Tensor, Tensor]:
    """The loss, and its gradient by the logits (B, 1)."""
    if self.name == "bce" and weight.numel() == 0 and self.label_smoothing == 0.:
      return (torch.binary_cross_entropy_with_logits(z, y), (torch.sigmoid(z) - y) / y.numel())
    z = z.detach().requires_grad_(True)
    loss = self.forward(z, y, weight)
    d = torch.autograd.grad([loss], [z])[0]
    assert d is not None
    return (loss.detach(), d)
