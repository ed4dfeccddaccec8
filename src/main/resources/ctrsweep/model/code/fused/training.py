# K models of one shape under training, which differ in their numbers alone: what learns from a batch of each, and what evaluates
# rows. All weights are one tensor, p (K, N). Running statistics are one vector: of each batch norm in turn the means of all
# trials, and the variances of all trials.
#
# settings, each (K, 1), the numbers in which trials may differ: 0 L2 of the embedding, 1 variational dropout, 2 and 3 limits of the
# gradient's norm and of its numbers, 4 to 6 the loss's, 7 and 8 whether the first order and FM are used, 9 to 15 the
# optimiser's, 16 the share of new weights in their moving average, and from 17 on the rates of the parts of p as shares of the
# learning rate.
#
# plan (steps, W, K, 1), what differs from step to step: 0 the learning rate, 1 to 3 the optimiser's corrections, and then a limit
# of 0, of each layer with dropout the limit, and of each the scale, see `draws.py`. keys (steps, 2, K, 1, 1) and seeds (steps, K, on the CPU)
# are what dropout follows from.
#
# now, on the CPU: the first and last (exclusive) place in `order`, the step of the plan, the place of the first output, and
# whether any trial has L2, a limit of the norm, a limit of the numbers, dropout, label smoothing.
class Training(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  embedding : __torch__.embedding.Embedding
  model : __torch__.model.Model
  loss : __torch__.losses.Loss
  sparse : __torch__.optim.Optimizer
  dense : __torch__.optim.Optimizer
  rows : List[int]
  columns : List[int]
  stat_rows : List[int]
  embedding_weights : int
  part_ends : List[int]
  part_frozen : List[int]
  part_sparse : List[int]
  rates : int
  drawn : int
  drawn_layers : List[int]
  host : bool

  def constants(self: __torch__.training.Training, p: Tensor, rows: Tensor) -> List[Tensor]:
    """What the other methods take as `constants`, for as many trials as p has; rows: of the largest batch."""
    words = __torch__.draws.words(0 if self.host else self.drawn, int(rows), p)
    layers = torch.tensor(self.drawn_layers, dtype=4, device=p.device)
    return [words, layers] + self.embedding.constants(p.size(0), p)

  def parts(self: __torch__.training.Training, p: Tensor) -> List[Tensor]:
    """The weights one by one, (K, rows, columns), or (K, rows) where columns is 0: they share the memory of p."""
    sizes = [self.rows[i] * max(self.columns[i], 1) for i in range(len(self.rows))]
    found = annotate(List[Tensor], [])
    for i, part in enumerate(torch.split_with_sizes(p, sizes, 1)):
      found.append(part.view([p.size(0), self.rows[i], self.columns[i]]) if self.columns[i] > 0 else part)
    return found

  def statistics(self: __torch__.training.Training, stats: Tensor, K: int) -> List[Tensor]:
    return torch.split_with_sizes(stats, [K * rows for rows in self.stat_rows]) if len(self.stat_rows) > 0 else annotate(List[Tensor], [])

  def uses(self: __torch__.training.Training, settings: List[Tensor]) -> List[Tensor]:
    return [settings[7].view([-1, 1, 1]), settings[8].view([-1, 1, 1])]

  def gradient(self: __torch__.training.Training, p: Tensor, parts: List[Tensor], stats: Tensor, frozen: Tensor, constants: List[Tensor], slots: Tensor, dense: Tensor, labels: Tensor, weights: Tensor, order: Tensor, losses: Tensor, outputs: Tensor, settings: List[Tensor], plan: Tensor, keys: Tensor, seeds: Tensor, rates: Tensor, now: Tensor) -> Tensor:
    """The gradients (K, N) of the mean losses + l2 * |embedding weights|^2, which go into losses (K, steps); 0 at the frozen places.
    The logits go into outputs (K, rows), unless it is empty."""
    numbers = annotate(List[int], now.tolist())
    K, n, step, B = p.size(0), self.embedding_weights, numbers[2], numbers[1] - numbers[0]
    which = torch.slice(order, 1, numbers[0], numbers[1]).flatten()
    y = labels.index_select(0, which).view([K, B])
    weight = weights.index_select(0, which).view([K, B]) if weights.numel() > 0 else weights
    x = dense.index_select(1, which).view([dense.size(0), K, B])
    draws = self.draws(constants, plan, keys, seeds, rates, step, numbers[7] == 1, B, p)
    known = __torch__.embedding.known(constants[2:])
    views, seen = self.embedding.forward(parts[:n], known, slots.index_select(0, which).view([K, B, slots.size(1)]), x, True, draws)
    uses = self.uses(settings)
    z, of_model = self.model.learn(views, parts[n:], self.statistics(stats, K), uses, draws)
    z = z.view([K, B])
    loss, d = self.loss.gradient(z, y, weight, settings[4:7], numbers[8] == 1)
    d_views, d_ws = self.model.backward(d.unsqueeze(1), views, parts[n:], uses, of_model)
    found = annotate(List[Tensor], [])
    for d in self.embedding.backward(d_views, parts[:n], known, seen) + d_ws:
      found.append(d if d.dim() == 2 and d.size(0) == K else d.reshape([K, -1]))
    g, size = torch.cat(found, 1), self.size()
    if numbers[4] == 1:
      embedding = torch.slice(p, 1, 0, size)
      loss = torch.addcmul(loss, embedding.square().sum([1]), settings[0].view([K]))
      torch.slice(g, 1, 0, size).addcmul_(embedding, settings[0], value=2)
    if self.embedding.variational:
      fields = self.rows[self.embedding_weights - 1]
      stays = torch.sigmoid(-p[:, size - fields:size])
      loss = loss + (stays.sum([1], True) * settings[1]).squeeze(1)
      g[:, size - fields:size].sub_(stays * (1 - stays) * settings[1])
    losses.select(1, step).copy_(loss)
    if outputs.numel() > 0:
      torch.slice(outputs, 1, numbers[3], numbers[3] + B).copy_(z)
    return g.index_fill_(1, frozen, 0) if frozen.numel() > 0 else g

  def draws(self: __torch__.training.Training, constants: List[Tensor], plan: Tensor, keys: Tensor, seeds: Tensor, rates: Tensor, step: int, drops: bool, B: int, like: Tensor) -> __torch__.draws.Draws:
    if not drops and not self.embedding.variational:
      return __torch__.draws.none(like)
    if self.host:
      return __torch__.draws.on_host(seeds[step], rates, drops, like)
    own, n = plan.select(0, step), (plan.size(1) - 3) // 2
    return __torch__.draws.on_device(keys.select(0, step), constants[0], constants[1], torch.slice(own, 0, 4, 4 + n), torch.slice(own, 0, 4 + n), drops, B, like)

  def size(self: __torch__.training.Training) -> int:
    """Numbers of the embedding's weights."""
    return sum([self.rows[k] * max(self.columns[k], 1) for k in range(self.embedding_weights)])

  def step(self: __torch__.training.Training, p: Tensor, m: Tensor, v: Tensor, parts: List[Tensor], stats: Tensor, frozen: Tensor, constants: List[Tensor], slots: Tensor, dense: Tensor, labels: Tensor, weights: Tensor, order: Tensor, losses: Tensor, outputs: Tensor, settings: List[Tensor], plan: Tensor, keys: Tensor, seeds: Tensor, rates: Tensor, now: Tensor) -> Tensor:
    """Each trial learns from a batch: gradient, clipping, update, all in place."""
    g = self.gradient(p, parts, stats, frozen, constants, slots, dense, labels, weights, order, losses, outputs, settings, plan, keys, seeds, rates, now)
    return self.update(p, g, m, v, settings, plan, annotate(List[int], now.tolist()))

  def accumulate(self: __torch__.training.Training, p: Tensor, total: Tensor, parts: List[Tensor], stats: Tensor, frozen: Tensor, constants: List[Tensor], slots: Tensor, dense: Tensor, labels: Tensor, weights: Tensor, order: Tensor, losses: Tensor, outputs: Tensor, settings: List[Tensor], plan: Tensor, keys: Tensor, seeds: Tensor, rates: Tensor, now: Tensor) -> Tensor:
    """Adds the gradients of a batch to `total` (K, N)."""
    return total.add_(self.gradient(p, parts, stats, frozen, constants, slots, dense, labels, weights, order, losses, outputs, settings, plan, keys, seeds, rates, now))

  def apply(self: __torch__.training.Training, p: Tensor, m: Tensor, v: Tensor, total: Tensor, gradients: Tensor, settings: List[Tensor], plan: Tensor, now: Tensor) -> Tensor:
    """Each trial learns from the mean of the `gradients` gradients that `total` is the sum of, and leaves it 0."""
    self.update(p, total.div_(int(gradients)), m, v, settings, plan, annotate(List[int], now.tolist()))
    return total.zero_()

  def average(self: __torch__.training.Training, p: Tensor, a: Tensor, settings: List[Tensor]) -> Tensor:
    """The moving averages a of the weights, in place."""
    return a.lerp_(p, settings[16])

  def begin(self: __torch__.training.Training, v: Tensor, settings: List[Tensor]) -> Tensor:
    """What v (K, N) is before the first step, in place. Later it changes nothing."""
    first = 0
    for k, end in enumerate(self.part_ends):
      self.begin_part(v[:, first:end], settings[9:16], self.part_sparse[k] == 1)
      first = end
    return v

  def begin_part(self: __torch__.training.Training, v: Tensor, settings: List[Tensor], sparse: bool) -> Tensor:
    return self.sparse.begin(v, settings) if sparse else self.dense.begin(v, settings)

  def update(self: __torch__.training.Training, p: Tensor, g: Tensor, m: Tensor, v: Tensor, settings: List[Tensor], plan: Tensor, now: List[int]) -> Tensor:
    """One step, part by part. Parts without a rate stay as they are, and clipping does not count them."""
    own, first = plan.select(0, now[2]), 0
    for k, end in enumerate(self.part_ends):
      if self.part_frozen[k] == 1:
        g[:, first:end].zero_()
      first = end
    if now[6] == 1:
      g = torch.minimum(torch.maximum(g, -settings[3]), settings[3])
    if now[5] == 1:
      g = g * (settings[2] / (torch.norm(g, 2, [1], True) + 1e-06)).clamp_max(1.)
    lr, corrections, optimizer = own[0], torch.slice(own, 0, 1, 4), settings[9:16]
    if len(self.part_ends) == 1:
      if self.part_frozen[0] == 0:
        self.one(p, g, m, v, lr * settings[self.rates], optimizer, corrections, self.part_sparse[0] == 1)
      return p
    first = 0
    for k, end in enumerate(self.part_ends):
      if self.part_frozen[k] == 0:
        self.one(p[:, first:end], g[:, first:end], m[:, first:end], v[:, first:end], lr * settings[self.rates + k], optimizer, corrections, self.part_sparse[k] == 1)
      first = end
    return p

  def one(self: __torch__.training.Training, p: Tensor, g: Tensor, m: Tensor, v: Tensor, lr: Tensor, settings: List[Tensor], corrections: Tensor, sparse: bool) -> Tensor:
    return self.sparse.update(p, g, m, v, lr, settings, corrections) if sparse else self.dense.update(p, g, m, v, lr, settings, corrections)

  def logits(self: __torch__.training.Training, parts: List[Tensor], stats: Tensor, constants: List[Tensor], slots: Tensor, dense: Tensor, bounds: Tensor, outputs: Tensor, settings: List[Tensor], now: Tensor) -> Tensor:
    """The logits of each trial's rows now[0] to now[1] (exclusive), which go into `outputs` (K, rows) at these places. bounds
    (2, K, 1) int64: each trial's first row, and its last, which stands for those that it lacks."""
    K, n, first, last = bounds.size(1), self.embedding_weights, int(now[0]), int(now[1])
    which = torch.minimum(bounds[0] + torch.arange(first, last, dtype=4, device=bounds.device), bounds[1]).flatten()
    x = dense.index_select(1, which).view([dense.size(0), K, last - first])
    draws = __torch__.draws.none(x)
    views = self.embedding.forward(parts[:n], __torch__.embedding.known(constants[2:]), slots.index_select(0, which).view([K, last - first, slots.size(1)]), x, False, draws)[0]
    z = self.model.forward(views, parts[n:], self.statistics(stats, K), self.uses(settings), False, draws)
    torch.slice(outputs, 1, first, last).copy_(z.squeeze(1))
    return outputs
