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
  part_ends : List[int]
  part_rates : List[float]
  part_sparse : List[int]
  embedding_l2_reg : float
  variational_dropout : float
  clip_norm : float
  clip_value : float
  row_wise : bool
  onednn : bool
  host : bool
  drawn : int

  def forward(self: __torch__.training.Training, p: Tensor, stats: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, training: bool, onednn: bool, seed: int) -> Tensor:
    """p (N); ids (B, S) and sequences (B, L) as row numbers; dense (B, n) -> logits (B, 1)."""
    return self.predict(__torch__.layers.unpack(p, self.rows, self.columns), self.embedding.table_rows, stats, ids, sequences, dense, training, onednn, seed)

  def predict(self: __torch__.training.Training, ws: List[Tensor], table_rows: List[int], stats: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, training: bool, onednn: bool, seed: int) -> Tensor:
    n, draws = self.embedding_weights, self.draws(seed, dense, training)
    views = self.embedding.forward(ws[:n], table_rows, ids, sequences, dense, training, draws)
    return self.model.forward(views, ws[n:], self.statistics(stats), training, draws, onednn)

  def draws(self: __torch__.training.Training, seed: int, dense: Tensor, training: bool) -> __torch__.draws.Draws:
    """What dropout of one batch draws from."""
    return __torch__.draws.on_host(seed, dense) if self.host else __torch__.draws.on_device(seed, dense, self.drawn if training else 0)

  def statistics(self: __torch__.training.Training, stats: Tensor) -> List[Tensor]:
    return __torch__.layers.unpack(stats, self.stat_rows, self.stat_columns)

  def by_autograd(self: __torch__.training.Training, p: Tensor, rows: List[int], table_rows: List[int], stats: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, y: Tensor, weight: Tensor, seed: int) -> Tuple[Tensor, Tensor, List[Tensor]]:
    """The loss of a batch, its gradient by p, and its logits in one or more parts."""
    w = p.detach().requires_grad_(True)
    logit = self.predict(__torch__.layers.unpack(w, rows, self.columns), table_rows, stats, ids, sequences, dense, True, False, seed)
    loss = self.loss.forward(logit, y, weight)
    return (loss.detach(), __torch__.output.gradients([loss], [w], [torch.ones_like(loss)])[0], [logit.detach()])

  def by_hand(self: __torch__.training.Training, p: Tensor, rows: List[int], table_rows: List[int], stats: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, y: Tensor, weight: Tensor, seed: int) -> Tuple[Tensor, Tensor, List[Tensor]]:
    """The same with oneDNN's products, which have no gradient: autograd goes through the embedding's tables, or the embedding if its
    fields go one by one; what a batch does with them, and the model, have ways back of their own."""
    n, size = self.embedding_weights, self.size(rows)
    w = p[:size].detach().requires_grad_(True)
    draws = self.draws(seed, dense, True)
    of_embedding = __torch__.layers.unpack(w, rows[:n], self.columns[:n])
    tables, views, saved, known = annotate(List[Tensor], []), annotate(List[Tensor], []), annotate(List[Tensor], []), annotate(List[Tensor], [])
    if self.embedding.alike:
      tables = self.embedding.tables(of_embedding, table_rows)
      views, saved = self.embedding.look_up([table.detach() for table in tables], table_rows, ids, sequences, dense, True)
    else:
      views = self.embedding.forward(of_embedding, table_rows, ids, sequences, dense, True, draws)
    for view in views:
      known.append(view.detach())
    ws = __torch__.layers.unpack(p[size:], rows[n:], self.columns[n:])
    loss, d_views, d_ws = self.of_model(known, ws, self.statistics(stats), y, weight, draws)
    outputs, incoming = annotate(List[Tensor], []), annotate(List[Tensor], [])
    if self.embedding.alike:
      outputs, incoming = tables, self.embedding.backward(d_views, tables, table_rows, saved, True)
    else:
      for i, view in enumerate(views):
        if view.requires_grad and d_views[i].numel() > 0:
          outputs.append(view)
          incoming.append(d_views[i])
    parts = __torch__.output.gradients(outputs, [w], incoming)
    for d in d_ws:
      parts.append(d.flatten())
    return (loss, torch.cat(parts, 0), draws.logits)

  def of_model(self: __torch__.training.Training, views: List[Tensor], ws: List[Tensor], stats: List[Tensor], y: Tensor, weight: Tensor, draws: __torch__.draws.Draws) -> Tuple[Tensor, List[Tensor], List[Tensor]]:
    """The loss, its gradients by the views, and by ws: a script without a `gradient` of its own has autograd's."""
    if hasattr(self.model, "gradient"):
      return self.model.gradient(views, ws, stats, y, weight, draws)
    else:
      leaves = annotate(List[Tensor], [])
      for x in views + ws:
        leaves.append(x.detach().requires_grad_(True))
      logit = self.model.forward(leaves[:len(views)], leaves[len(views):], stats, True, draws, False)
      draws.logits.append(logit.detach())
      loss, d_logit = self.loss.gradient(logit.detach(), y, weight)
      gradients = __torch__.output.gradients([logit], leaves, [d_logit])
      return (loss, gradients[:len(views)], gradients[len(views):])

  def size(self: __torch__.training.Training, rows: List[int]) -> int:
    """Numbers of the embedding's weights."""
    return sum([rows[k] * max(self.columns[k], 1) for k in range(self.embedding_weights)])

  def of_batch(self: __torch__.training.Training, p: Tensor, rows: List[int], table_rows: List[int], stats: Tensor, frozen: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, y: Tensor, weight: Tensor, losses: Tensor, outputs: Tensor, now: Tensor) -> Tensor:
    """The gradient of the mean loss + l2 * |embedding weights|^2, which goes into `losses`; 0 at the frozen places. The logits go
    into `outputs` from place now[5] on, unless it is empty."""
    batch, seed, size = int(now[2]), int(now[3]), self.size(rows)
    if self.onednn:
      loss, g, logits = self.by_hand(p, rows, table_rows, stats, ids, sequences, dense, y, weight, seed)
    else:
      loss, g, logits = self.by_autograd(p, rows, table_rows, stats, ids, sequences, dense, y, weight, seed)
    if self.embedding_l2_reg > 0.:
      embedding = p[:size]
      loss = loss + self.embedding_l2_reg * embedding.square().sum()
      g[:size].add_(embedding, alpha=2 * self.embedding_l2_reg)
    if self.variational_dropout > 0.:
      fields = rows[self.embedding_weights - 1]
      stays = torch.sigmoid(-p[size - fields:size])
      loss = loss + self.variational_dropout * stays.sum()
      g[size - fields:size].sub_(stays * (1 - stays), alpha=self.variational_dropout)
    losses[batch:batch + 1].copy_(loss)
    if outputs.numel() > 0:
      first = int(now[5])
      outputs[first:first + y.size(0)].copy_(torch.cat(logits, 0).squeeze(1))
    return g.index_fill_(0, frozen, 0)

  def gradient(self: __torch__.training.Training, p: Tensor, stats: Tensor, frozen: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, labels: Tensor, weights: Tensor, order: Tensor, losses: Tensor, outputs: Tensor, now: Tensor) -> Tensor:
    """Of one batch, see `of_batch`. now: its first and last (exclusive) place in `order`, its place in `losses`, the seed of its dropout."""
    which = order[int(now[0]):int(now[1])]
    y = labels.index_select(0, which).unsqueeze(1)
    weight = weights.index_select(0, which).unsqueeze(1) if weights.numel() > 0 else weights
    return self.of_batch(p, self.rows, self.embedding.table_rows, stats, frozen, ids.index_select(0, which), sequences.index_select(0, which), dense.index_select(0, which), y, weight, losses, outputs, now)

  def step(self: __torch__.training.Training, p: Tensor, m: Tensor, v: Tensor, stats: Tensor, frozen: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, labels: Tensor, weights: Tensor, order: Tensor, losses: Tensor, outputs: Tensor, lr: Tensor, now: Tensor) -> Tensor:
    """Learns from one batch: gradient, clipping, update, all in place. now[4] counts steps from 1."""
    if int(now[4]) == 1:
      self.begin(v)
    if self.row_wise:
      return self.step_of_rows(p, m, v, stats, frozen, ids, sequences, dense, labels, weights, order, losses, outputs, lr, now)
    g = self.gradient(p, stats, frozen, ids, sequences, dense, labels, weights, order, losses, outputs, now)
    self.update(p, g, m, v, self.part_ends, float(lr), int(now[4]))
    return losses

  def accumulate(self: __torch__.training.Training, p: Tensor, total: Tensor, stats: Tensor, frozen: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, labels: Tensor, weights: Tensor, order: Tensor, losses: Tensor, outputs: Tensor, now: Tensor) -> Tensor:
    """Adds the gradient of one batch to `total` (N)."""
    return total.add_(self.gradient(p, stats, frozen, ids, sequences, dense, labels, weights, order, losses, outputs, now))

  def apply(self: __torch__.training.Training, p: Tensor, m: Tensor, v: Tensor, total: Tensor, lr: Tensor, now: Tensor) -> Tensor:
    """Learns from the mean of the now[0] gradients that `total` is the sum of, and leaves it 0. now[1] counts steps from 1."""
    if int(now[1]) == 1:
      self.begin(v)
    self.update(p, total.div_(int(now[0])), m, v, self.part_ends, float(lr), int(now[1]))
    return total.zero_()

  def average(self: __torch__.training.Training, p: Tensor, a: Tensor, decay: Tensor) -> Tensor:
    """The moving average a of the weights, in place."""
    return a.mul_(float(decay)).add_(p, alpha=1 - float(decay))

  def step_of_rows(self: __torch__.training.Training, p: Tensor, m: Tensor, v: Tensor, stats: Tensor, frozen: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, labels: Tensor, weights: Tensor, order: Tensor, losses: Tensor, outputs: Tensor, lr: Tensor, now: Tensor) -> Tensor:
    """The same on a vector of what the batch needs alone: the rows of large tables that it looks up, and all other weights."""
    which = order[int(now[0]):int(now[1])]
    y = labels.index_select(0, which).unsqueeze(1)
    weight = weights.index_select(0, which).unsqueeze(1) if weights.numel() > 0 else weights
    places, rows, table_rows, ids, sequences = self.embedding.touched(self.rows, self.columns, ids.index_select(0, which), sequences.index_select(0, which))
    w, mean, square = p.index_select(0, places), m.index_select(0, places), v.index_select(0, places)
    last = torch.searchsorted(places, torch.tensor(self.part_ends, dtype=4, device=p.device))
    ends = annotate(List[int], [])
    for k in range(len(self.part_ends)):
      ends.append(int(last[k]))
    g = self.of_batch(w, rows, table_rows, stats, torch.searchsorted(places, frozen), ids, sequences, dense.index_select(0, which), y, weight, losses, outputs, now)
    self.update(w, g, mean, square, ends, float(lr), int(now[4]))
    p.scatter_(0, places, w)
    m.scatter_(0, places, mean)
    v.scatter_(0, places, square)
    return losses

  def begin(self: __torch__.training.Training, v: Tensor) -> Tensor:
    """Before the first step."""
    first = 0
    for k, end in enumerate(self.part_ends):
      if self.part_sparse[k] == 1:
        self.sparse.begin(v[first:end])
      else:
        self.dense.begin(v[first:end])
      first = end
    return v

  def update(self: __torch__.training.Training, p: Tensor, g: Tensor, m: Tensor, v: Tensor, ends: List[int], lr: float, t: int) -> Tensor:
    """One step, part by part, `ends` being their ends in these vectors. Parts without a rate stay as they are, and clipping
    does not count them."""
    first = 0
    for k, end in enumerate(ends):
      if self.part_rates[k] == 0.:
        g[first:end].zero_()
      first = end
    __torch__.optim.clip(g, self.clip_norm, self.clip_value)
    first = 0
    for k, end in enumerate(ends):
      rate = lr * self.part_rates[k]
      if end > first and self.part_rates[k] > 0.:
        if self.part_sparse[k] == 1:
          self.sparse.update(p[first:end], g[first:end], m[first:end], v[first:end], rate, t)
        else:
          self.dense.update(p[first:end], g[first:end], m[first:end], v[first:end], rate, t)
      first = end
    return p

  def logits(self: __torch__.training.Training, p: Tensor, stats: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, now: Tensor) -> Tensor:
    """Evaluation of the rows from now[0] to now[1] (exclusive)."""
    begin, end = int(now[0]), int(now[1])
    return self.forward(p, stats, ids[begin:end], sequences[begin:end], dense[begin:end], False, self.onednn, 0).squeeze(1)

  def product(self: __torch__.training.Training, x: Tensor, w: Tensor) -> Tensor:
    """(B, in), (out, in) -> (B, out), as linear layers make it: to measure what the processor can do."""
    return __torch__.layers.linear(x, w, None, self.onednn, False)
