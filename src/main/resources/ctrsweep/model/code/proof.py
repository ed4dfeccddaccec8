# A model with rows to learn from and what the CPU came to, so that a device can be held to it without this program:
# `src/test/python/device.py` does so.
class Proof(Module):
  __parameters__ = []
  __buffers__ = ["weights", "statistics", "ids", "sequences", "dense", "labels", "order", "losses", "learnt"]
  training : bool
  model : __torch__.training.Training
  lr : float
  batch : int
  seed : int
  frozen : List[int]
  weights : Tensor
  statistics : Tensor
  ids : Tensor
  sequences : Tensor
  dense : Tensor
  labels : Tensor
  order : Tensor
  losses : Tensor
  learnt : Tensor

  def forward(self: __torch__.proof.Proof, steps: Tensor) -> Tuple[Tensor, Tensor]:
    """So many steps from the first weights on -> their losses (steps), and the weights after them (N)."""
    p, stats = self.weights.clone(), self.statistics.clone()
    m, v = torch.zeros_like(p), torch.zeros_like(p)
    losses = p.new_zeros([int(steps)])
    frozen, lr = torch.tensor(self.frozen, dtype=4, device=p.device), torch.ones([1]) * self.lr
    for i in range(int(steps)):
      begin = i * self.batch % self.order.numel()
      now = torch.tensor([begin, begin + self.batch, i, self.seed + i + 1, i + 1, 0], dtype=4)
      losses = self.model.step(p, m, v, stats, frozen, self.ids, self.sequences, self.dense, self.labels, self.labels[:0], self.order, losses, self.labels[:0], lr, now)
    return (losses, p)

  def drawn(self: __torch__.proof.Proof, like: Tensor, columns: int) -> Tensor:
    """What dropout counts for the rows and the device of `like`."""
    return __torch__.draws.on_device(self.seed, like, columns).numbers

  def expected(self: __torch__.proof.Proof) -> Tuple[Tensor, Tensor]:
    """What forward gives on the CPU for as many steps as there are losses."""
    return (self.losses, self.learnt)
