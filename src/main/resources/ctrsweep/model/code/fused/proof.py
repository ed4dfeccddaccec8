# K models with rows to learn from and what the CPU came to, so that a device can be held to it without this program:
# `src/test/python/device.py` does so. The first weights of each trial are the same but for a factor.
class Proof(Module):
  __parameters__ = []
  __buffers__ = ["weights", "factors", "statistics", "settings", "plan", "keys", "slots", "dense", "labels", "order", "losses", "norms"]
  training : bool
  model : __torch__.training.Training
  trials : int
  batch : int
  frozen : List[int]
  switches : List[int]
  weights : Tensor
  factors : Tensor
  statistics : Tensor
  settings : Tensor
  plan : Tensor
  keys : Tensor
  slots : Tensor
  dense : Tensor
  labels : Tensor
  order : Tensor
  losses : Tensor
  norms : Tensor

  def forward(self: __torch__.proof.Proof, steps: Tensor) -> Tuple[Tensor, Tensor]:
    """That many steps from the first weights on -> the losses (K, steps of the plan), and the norms of the weights after them (K)."""
    p, stats = self.weights * self.factors, self.statistics.clone()
    m, v, losses = torch.zeros_like(p), torch.zeros_like(p), torch.zeros_like(self.losses)
    frozen, settings = torch.tensor(self.frozen, dtype=4, device=p.device), torch.unbind(self.settings, 0)
    parts, constants = self.model.parts(p), self.model.constants(p, torch.tensor(self.batch))
    none, seeds = self.labels[:0], torch.zeros([1, 1], dtype=4)
    v = self.model.begin(v, settings)
    for i in range(int(steps)):
      begin, step = i * self.batch % self.order.size(1), i % self.plan.size(0)
      now = torch.tensor([begin, begin + self.batch, step, 0] + self.switches, dtype=4)
      out = self.model.step(p, m, v, parts, stats, frozen, constants, self.slots, self.dense, self.labels, none, self.order, losses, none, settings, self.plan, self.keys, seeds, seeds, now)
    return (losses, torch.norm(p, 2, [1]))

  def drawn(self: __torch__.proof.Proof, like: Tensor, columns: int) -> Tensor:
    """What dropout of the first step draws for the rows and the device of `like`."""
    words, keys = __torch__.draws.words(columns, like.size(0), like), self.keys[0].to(like.device)
    return __torch__.draws.on_device(keys, words, words, words, words, False, like.size(0), like).bytes.contiguous()

  def expected(self: __torch__.proof.Proof) -> Tuple[Tensor, Tensor]:
    """What forward gives on the CPU for as many steps as there are in the plan."""
    return (self.losses, self.norms)
