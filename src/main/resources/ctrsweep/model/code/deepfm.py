# DeepFM (Guo et al. 2017): logit = first order + FM + Linear(DNN(flat)). Logits out; the sigmoid belongs to the loss.
class DeepFM(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  embedding : __torch__.embedding.Embedding
  rows : List[int]
  columns : List[int]
  stat_rows : List[int]
  stat_columns : List[int]
  embedding_weights : int
  embedding_size : int
  use_first_order : bool
  use_second_order : bool
  layers : int
  batch_norm : bool
  activation : str
  dropout : float
  embedding_l2_reg : float
  clip_norm : float
  onednn : bool
  host : bool

  def forward(self: __torch__.deepfm.DeepFM, p: Tensor, stats: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, training: bool, onednn: bool, seed: int) -> Tensor:
    """p: all weights (N); ids (B, S) and sequences (B, L) as row numbers; dense (B, n) -> logits (B, 1)."""
    ws = __torch__.layers.unpack(p, self.rows, self.columns)
    wide, flat = self.wide(ws, ids, sequences, dense)
    deep, saved = self.deep(flat, ws[self.embedding_weights:], stats, training, onednn, seed)
    return wide + torch.linear(deep, ws[-2], ws[-1])

  def wide(self: __torch__.deepfm.DeepFM, ws: List[Tensor], ids: Tensor, sequences: Tensor, dense: Tensor) -> Tuple[Tensor, Tensor]:
    """First order + FM (B, 1), and the input of the DNN (B, sum of d)."""
    first_order, fm, flat = self.embedding.forward(ws, ids, sequences, dense)
    wide = first_order if self.use_first_order else 0. * first_order
    if self.use_second_order:
      wide = wide + fm
    return (wide, flat)

  def deep(self: __torch__.deepfm.DeepFM, flat: Tensor, ws: List[Tensor], stats: Tensor, training: bool, onednn: bool, seed: int) -> Tuple[Tensor, List[Tensor]]:
    running = __torch__.layers.unpack(stats, self.stat_rows, self.stat_columns)
    generator = torch.Generator(device=flat.device, seed=seed)
    return __torch__.layers.dnn(flat, ws, running, self.layers, self.batch_norm, self.activation, self.dropout, training, generator, onednn, self.host)

  def by_autograd(self: __torch__.deepfm.DeepFM, p: Tensor, stats: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, labels: Tensor, seed: int) -> Tuple[Tensor, Tensor]:
    """The mean BCE of a batch, and its gradient (N)."""
    w = p.detach().requires_grad_(True)
    logit = self.forward(w, stats, ids, sequences, dense, True, False, seed)
    loss = torch.binary_cross_entropy_with_logits(logit, labels)
    gradient = torch.autograd.grad([loss], [w])[0]
    assert gradient is not None
    return (loss.detach(), gradient)

  def by_hand(self: __torch__.deepfm.DeepFM, p: Tensor, stats: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, labels: Tensor, seed: int) -> Tuple[Tensor, Tensor]:
    """The same with oneDNN's products: autograd goes through the embedding, the DNN has its own way back."""
    w = p[:self.embedding_size].detach().requires_grad_(True)
    wide, flat = self.wide(__torch__.layers.unpack(w, self.rows[:self.embedding_weights], self.columns[:self.embedding_weights]), ids, sequences, dense)
    ws = __torch__.layers.unpack(p, self.rows, self.columns)[self.embedding_weights:]
    deep, saved = self.deep(flat.detach(), ws, stats, True, True, seed)
    logit = wide.detach() + torch.linear(deep, ws[-2], ws[-1])
    loss = torch.binary_cross_entropy_with_logits(logit, labels)
    d_logit = (torch.sigmoid(logit) - labels) / labels.numel()
    d_flat, gradients = __torch__.layers.dnn_backward(d_logit @ ws[-2], ws, saved, self.layers, self.batch_norm, self.activation)
    gradients.append(d_logit.t() @ deep)
    gradients.append(d_logit.sum([0]))
    incoming = annotate(List[Optional[Tensor]], [d_logit, d_flat])
    gradient = torch.autograd.grad([wide, flat], [w], incoming)[0]
    assert gradient is not None
    parts = annotate(List[Tensor], [gradient])
    for g in gradients:
      parts.append(g.flatten())
    return (loss, torch.cat(parts, 0))

  def gradient(self: __torch__.deepfm.DeepFM, p: Tensor, stats: Tensor, frozen: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, labels: Tensor, order: Tensor, losses: Tensor, now: Tensor) -> Tensor:
    """Of one batch's loss = BCE (mean) + l2 * |embedding weights|^2, which goes into `losses`; 0 at the frozen places.

    now: the batch's first and last (exclusive) place in `order`, its number in the epoch, and the seed of its dropout.
    """
    begin, end, batch, seed = int(now[0]), int(now[1]), int(now[2]), int(now[3])
    which = order[begin:end]
    ids, sequences, dense = ids.index_select(0, which), sequences.index_select(0, which), dense.index_select(0, which)
    y = labels.index_select(0, which).unsqueeze(1)
    if self.onednn:
      loss, g = self.by_hand(p, stats, ids, sequences, dense, y, seed)
    else:
      loss, g = self.by_autograd(p, stats, ids, sequences, dense, y, seed)
    if self.embedding_l2_reg > 0.:
      embedding = p[:self.embedding_size]
      loss = loss + self.embedding_l2_reg * embedding.square().sum()
      g[:self.embedding_size].add_(embedding, alpha=2 * self.embedding_l2_reg)
    losses[batch:batch + 1].copy_(loss)
    return g.index_fill_(0, frozen, 0)

  def step(self: __torch__.deepfm.DeepFM, p: Tensor, m: Tensor, v: Tensor, stats: Tensor, frozen: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, labels: Tensor, order: Tensor, losses: Tensor, lr: Tensor, now: Tensor) -> Tensor:
    """Learns from one batch: gradient, clipping, update, all in place. now[4] counts the trial's steps from 1."""
    g = self.gradient(p, stats, frozen, ids, sequences, dense, labels, order, losses, now)
    __torch__.optim.clip_norm(g, self.clip_norm)
    __torch__.optim.adam(p, g, m, v, lr, int(now[4]))
    return losses

  def logits(self: __torch__.deepfm.DeepFM, p: Tensor, stats: Tensor, ids: Tensor, sequences: Tensor, dense: Tensor, now: Tensor) -> Tensor:
    """Evaluation of the rows from now[0] to now[1] (exclusive)."""
    begin, end = int(now[0]), int(now[1])
    return self.forward(p, stats, ids[begin:end], sequences[begin:end], dense[begin:end], False, self.onednn, 0).squeeze(1)
