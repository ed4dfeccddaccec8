def clip_norm(g: Tensor, limit: float) -> Tensor:
  """Scales the gradient down, in place, so that its global norm is at most `limit`; 0 is no limit."""
  if limit > 0.:
    g.mul_((limit / (torch.norm(g) + 1e-06)).clamp_max(1.))
  return g

def adam(p: Tensor, g: Tensor, m: Tensor, v: Tensor, lr: Tensor, t: int) -> Tensor:
  """Kingma and Ba 2015, with betas 0.9 and 0.999 and epsilon 1e-8; in place. t counts steps from 1."""
  m.mul_(0.9).add_(g, alpha=0.1)
  v.mul_(0.999).addcmul_(g, g, value=0.001)
  rate = float(lr) / (1 - 0.9 ** t)
  denominator = v.sqrt().div_((1 - 0.999 ** t) ** 0.5).add_(1e-08)
  return p.addcdiv_(m, denominator, value=-rate)
