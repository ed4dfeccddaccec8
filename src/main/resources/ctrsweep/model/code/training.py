# A model under training: what learns from a batch, and what evaluates rows. All weights are one vector, p; running statistics another.
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
  stat_columns : List[int]
  embedding_weights : int
  embedding_size : int
  tables_size : int
  tables_lr : float
  embedding_l2_reg : float
  variational_dropout : float
  clip_norm : float
  clip_value : float
  onednn : bool

  def forward(self: __torch__.training.Training, p: Tensor, stats: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, training: bool, onednn: bool, seed: int) -> Tensor:
    """p (N); ids (B, S) and sequences (B, L) as row numbers; dense (B, n) -> logits (B, 1)."""
    ws = __torch__.layers.unpack(p, self.rows, self.columns)
    generator = torch.Generator(device=p.device, seed=seed)
    views = self.embedding.forward(ws[:self.embedding_weights], ids, sequences, dense, training, generator)
    return self.model.forward(views, ws[self.embedding_weights:], self.statistics(stats), training, generator, onednn)

  def statistics(self: __torch__.training.Training, stats: Tensor) -> List[Tensor]:
    return __torch__.layers.unpack(stats, self.stat_rows, self.stat_columns)

  def by_autograd(self: __torch__.training.Training, p: Tensor, stats: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, y: Tensor, weight: Tensor, seed: int) -> Tuple[Tensor, Tensor]:
    """The loss of a batch, and its gradient (N)."""
    w = p.detach().requires_grad_(True)
    loss = self.loss.forward(self.forward(w, stats, ids, sequences, dense, True, False, seed), y, weight)
    return (loss.detach(), __torch__.head.gradients([loss], [w], [torch.ones_like(loss)])[0])

  def by_hand(self: __torch__.training.Training, p: Tensor, stats: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, y: Tensor, weight: Tensor, seed: int) -> Tuple[Tensor, Tensor]:
    """The same with oneDNN's products, which have no gradient: autograd goes through the embedding, models have their own way back."""
    n, size = self.embedding_weights, self.embedding_size
    w = p[:size].detach().requires_grad_(True)
    generator = torch.Generator(device=p.device, seed=seed)
    views = self.embedding.forward(__torch__.layers.unpack(w, self.rows[:n], self.columns[:n]), ids, sequences, dense, True, generator)
    known = annotate(List[Tensor], [])
    for view in views:
      known.append(view.detach())
    ws = __torch__.layers.unpack(p[size:], self.rows[n:], self.columns[n:])
    loss, d_views, d_ws = self.model.gradient(known, ws, self.statistics(stats), y, weight, generator)
    outputs, incoming = annotate(List[Tensor], []), annotate(List[Tensor], [])
    for i, view in enumerate(views):
      if view.requires_grad and d_views[i].numel() > 0:
        outputs.append(view)
        incoming.append(d_views[i])
    parts = __torch__.head.gradients(outputs, [w], incoming)
    for d in d_ws:
      parts.append(d.flatten())
    return (loss, torch.cat(parts, 0))

  def gradient(self: __torch__.training.Training, p: Tensor, stats: Tensor, frozen: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, labels: Tensor, weights: Tensor, order: Tensor, losses: Tensor, now: Tensor) -> Tensor:
    """Of one batch's mean loss + l2 * |embedding weights|^2, which goes into `losses`; 0 at the frozen places.

    now: the batch's first and last (exclusive) place in `order`, its place in `losses`, and the seed of its dropout.
    """
    begin, end, batch, seed = int(now[0]), int(now[1]), int(now[2]), int(now[3])
    which = order[begin:end]
    ids, sequences, dense = ids.index_select(0, which), sequences.index_select(0, which), dense.index_select(0, which)
    y = labels.index_select(0, which).unsqueeze(1)
    weight = weights.index_select(0, which).unsqueeze(1) if weights.numel() > 0 else weights
    if self.onednn:
      loss, g = self.by_hand(p, stats, ids, sequences, dense, y, weight, seed)
    else:
      loss, g = self.by_autograd(p, stats, ids, sequences, dense, y, weight, seed)
    if self.embedding_l2_reg > 0.:
      embedding = p[:self.embedding_size]
      loss = loss + self.embedding_l2_reg * embedding.square().sum()
      g[:self.embedding_size].add_(embedding, alpha=2 * self.embedding_l2_reg)
    if self.variational_dropout > 0.:
      fields = self.rows[self.embedding_weights - 1]
      stays = torch.sigmoid(-p[self.embedding_size - fields:self.embedding_size])
      loss = loss + self.variational_dropout * stays.sum()
      g[self.embedding_size - fields:self.embedding_size].sub_(stays * (1 - stays), alpha=self.variational_dropout)
    losses[batch:batch + 1].copy_(loss)
    return g.index_fill_(0, frozen, 0)

  def step(self: __torch__.training.Training, p: Tensor, m: Tensor, v: Tensor, stats: Tensor, frozen: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, labels: Tensor, weights: Tensor, order: Tensor, losses: Tensor, lr: Tensor, now: Tensor) -> Tensor:
    """Learns from one batch: gradient, clipping, update, all in place. now[4] counts steps from 1."""
    g = self.gradient(p, stats, frozen, ids, sequences, dense, labels, weights, order, losses, now)
    __torch__.optim.clip(g, self.clip_norm, self.clip_value)
    n, t = self.tables_size, int(now[4])
    rate = float(lr)
    if n > 0:
      self.sparse.update(p[:n], g[:n], m[:n], v[:n], rate * self.tables_lr, t)
    self.dense.update(p[n:], g[n:], m[n:], v[n:], rate, t)
    return losses

  def logits(self: __torch__.training.Training, p: Tensor, stats: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, now: Tensor) -> Tensor:
    """Evaluation of the rows from now[0] to now[1] (exclusive)."""
    begin, end = int(now[0]), int(now[1])
    return self.forward(p, stats, ids[begin:end], sequences[begin:end], dense[begin:end], False, self.onednn, 0).squeeze(1)
