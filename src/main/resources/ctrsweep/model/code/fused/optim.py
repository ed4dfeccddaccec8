# An optimiser of K trials. What it remembers are two tensors as large as the weights (K, N): m, a mean of gradients, and v, of
# their squares.
class Optimizer(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  name : str

  def begin(self: __torch__.optim.Optimizer, v: Tensor, settings: List[Tensor]) -> Tensor:
    """Before the first step. These sums never fall below their beginning."""
    return v.copy_(torch.maximum(v, settings[4])) if self.name == "adagrad" or self.name == "adagrad_decay" else v

  def update(self: __torch__.optim.Optimizer, p: Tensor, g: Tensor, m: Tensor, v: Tensor, lr: Tensor, settings: List[Tensor], corrections: Tensor) -> Tensor:
    """One step in place. lr (K, 1). settings, each (K, 1): 1 - beta1, 1 - beta2, weight decay, momentum, initial accumulator,
    1 - alpha, 1 - rho. corrections (3, K, 1), of this step: c / (1 - beta1^t), and 1e-8 c, where c is (1 - beta2^t)^0.5; and by
    what adagrad_decay multiplies its sums."""
    if self.name == "adam" or self.name == "adamw":
      if self.name == "adamw":
        p.mul_(1 - lr * settings[2])
      return self.adam(p, g, m, v, lr, settings, corrections)
    if self.name == "sgd":
      m.mul_(settings[3]).add_(g)
      return p.sub_(m * lr)
    if self.name == "rmsprop":
      v.lerp_(g.square(), settings[5])
      return p.sub_(g.mul_(lr).div_(v.sqrt().add_(1e-08)))
    if self.name == "adadelta":
      return self.adadelta(p, g, m, v, lr, settings)
    assert self.name == "adagrad" or self.name == "adagrad_decay", "no such optimiser"
    if self.name == "adagrad_decay":
      v.copy_(torch.maximum(v * corrections[2], settings[4]))
    v.addcmul_(g, g)
    return p.sub_(g.mul_(lr).div_(v.sqrt().add_(1e-10)))

  def adadelta(self: __torch__.optim.Optimizer, p: Tensor, g: Tensor, m: Tensor, v: Tensor, lr: Tensor, settings: List[Tensor]) -> Tensor:
    """Zeiler 2012, with epsilon 1e-6. m is the mean of the squares of what was subtracted."""
    v.lerp_(g.square(), settings[6])
    d = (m + 1e-06).sqrt_().div_((v + 1e-06).sqrt_()).mul_(g)
    m.lerp_(d.square(), settings[6])
    return p.sub_(d.mul_(lr))

  def adam(self: __torch__.optim.Optimizer, p: Tensor, g: Tensor, m: Tensor, v: Tensor, lr: Tensor, settings: List[Tensor], corrections: Tensor) -> Tensor:
    """Kingma and Ba 2015, with epsilon 1e-8. Numerator and denominator are multiplied by c."""
    m.lerp_(g, settings[0])
    v.lerp_(g.square_(), settings[1])
    return p.addcdiv_(m * (lr * corrections[0]), v.sqrt().add_(corrections[1]), value=-1)
