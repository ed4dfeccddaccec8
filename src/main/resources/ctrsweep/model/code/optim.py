def clip(g: Tensor, norm: float, value: float) -> Tensor:
  """Cuts each number of the gradient at `value`, then scales it down to a global norm of `norm`; in place. 0 is no limit."""
  if value > 0.:
    g.clamp_(-value, value)
  if norm > 0.:
    g.mul_((norm / (torch.norm(g) + 1e-06)).clamp_max(1.))
  return g

# An optimiser. What it remembers are two vectors as long as the weights: m, a mean of gradients, and v, of their squares.
class Optimizer(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  name : str
  beta1 : float
  beta2 : float
  weight_decay : float
  momentum : float
  initial_accumulator : float
  accumulator_decay : float
  accumulator_decay_steps : int
  alpha : float
  rho : float

  def begin(self: __torch__.optim.Optimizer, v: Tensor) -> Tensor:
    """Before the first step."""
    return v.fill_(self.initial_accumulator) if self.name == "adagrad" or self.name == "adagrad_decay" else v

  def update(self: __torch__.optim.Optimizer, p: Tensor, g: Tensor, m: Tensor, v: Tensor, lr: float, t: int) -> Tensor:
    """One step, the t-th from 1, in place."""
    if self.name == "adamw":
      p.mul_(1 - lr * self.weight_decay)
    if self.name == "adam" or self.name == "adamw":
      return self.adam(p, g, m, v, lr, t)
    if self.name == "sgd":
      m.mul_(self.momentum).add_(g)
      return p.sub_(m, alpha=lr)
    if self.name == "rmsprop":
      v.mul_(self.alpha).addcmul_(g, g, value=1 - self.alpha)
      return p.addcdiv_(g, v.sqrt().add_(1e-08), value=-lr)
    if self.name == "adadelta":
      return self.adadelta(p, g, m, v, lr)
    assert self.name == "adagrad" or self.name == "adagrad_decay", "no such optimiser"
    if self.name == "adagrad_decay" and t % self.accumulator_decay_steps == 0:
      v.mul_(self.accumulator_decay).clamp_min_(self.initial_accumulator)
    v.addcmul_(g, g, value=1)
    return p.addcdiv_(g, v.sqrt().add_(1e-10), value=-lr)

  def adadelta(self: __torch__.optim.Optimizer, p: Tensor, g: Tensor, m: Tensor, v: Tensor, lr: float) -> Tensor:
    """Zeiler 2012, with epsilon 1e-6. m is the mean of the squares of what was subtracted."""
    v.mul_(self.rho).addcmul_(g, g, value=1 - self.rho)
    d = (m + 1e-06).sqrt_().div_((v + 1e-06).sqrt_()).mul_(g)
    m.mul_(self.rho).addcmul_(d, d, value=1 - self.rho)
    return p.sub_(d, alpha=lr)

  def adam(self: __torch__.optim.Optimizer, p: Tensor, g: Tensor, m: Tensor, v: Tensor, lr: float, t: int) -> Tensor:
    """Kingma and Ba 2015, with epsilon 1e-8."""
    m.mul_(self.beta1).add_(g, alpha=1 - self.beta1)
    v.mul_(self.beta2).addcmul_(g, g, value=1 - self.beta2)
    denominator = v.sqrt().div_((1 - self.beta2 ** t) ** 0.5).add_(1e-08)
    return p.addcdiv_(m, denominator, value=-lr / (1 - self.beta1 ** t))
