# The embedding of all fields, of K trials at once: first order, FM's pairwise sum, the fields themselves, and the flat
# concatenation for a DNN. Tensors have trials first, then features, then rows: (K, n, B).
#
# All tables of a width are one tensor. A slot is a column of ids: a sparse field has one, a sequence one for each of its ids.
# Slots are ordered by width, sparse fields before sequences, and hold rows of their width's tensor.
#
# The flat concatenation e has a column for each number of each field's vector. With P (D, n), which projects e to the sum of all
# paired fields, FM (Rendle 2010) is 0.5 * e^T M e, where M is P^T P without the products within a field.
#
# ws, in order: the tables of each width (rows, d); the first order weights (rows of the wide tables, w); of all dense fields
# together the weights, and the biases if there are any; first order weights and biases of the wide dense fields; for each
# width that is projected, the projections (D, d) of its tables and dense fields one below the other; and the logits of
# variational dropout (fields).
class Embedding(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  width : int
  paired : bool
  fm_vector : bool
  with_fields : bool
  raw : bool
  dense_bias : bool
  variational : bool
  widths : List[int]
  width_rows : List[int]
  width_fields : List[int]
  width_runs : List[int]
  run_fields : List[int]
  bag_widths : List[int]
  bag_lengths : List[int]
  bag_starts : List[int]
  bag_means : List[int]
  bag_weighted : List[int]
  bag_wide : List[int]
  flat_order : List[int]
  numbers : int
  number_widths : List[int]
  first_at : int
  first_rows : int
  first_fields : int
  first_slots : List[int]
  first_offsets : List[int]
  first_numbers : List[int]
  number_at : int
  number_first_at : int
  projections_at : int
  projected : List[int]
  column_field : List[int]
  column_pair : List[int]
  column_identity : List[int]
  column_source : List[int]
  pairs : int
  deep_columns : List[int]
  deep_all : bool

  def constants(self: __torch__.embedding.Embedding, K: int, like: Tensor) -> List[Tensor]:
    """What does not change from step to step, on the device of `like`."""
    trials = torch.arange(K, dtype=3, device=like.device).view([1, K, 1])
    rows = annotate(List[int], [])
    for g in range(len(self.widths)):
      for i in range(self.slots_of(g)):
        rows.append(self.width_rows[g])
    number_of = annotate(List[int], [])
    for i, d in enumerate(self.number_widths):
      for j in range(d):
        number_of.append(i)
    slots = self.column(rows, like) * trials
    first = self.column(self.first_offsets, like) + self.first_rows * trials
    starts = self.column(self.bag_starts, like)
    found = [slots, first, starts, self.index(self.first_slots, like), self.index(number_of, like), self.index(self.first_numbers, like), self.spread(like), self.index(self.deep_columns, like)]
    if self.paired:
      n, sources = len(self.column_pair), 0
      for i, m in enumerate(self.projected):
        sources = sources + m
      identity = torch.zeros([self.width, n], device=like.device)
      source = torch.zeros([sources, n], device=like.device)
      member = torch.zeros([self.pairs, n], device=like.device)
      for c in range(n):
        if self.column_identity[c] >= 0:
          identity[self.column_identity[c], c] = 1.
        if self.column_source[c] >= 0:
          source[self.column_source[c], c] = 1.
        if self.column_pair[c] >= 0:
          member[self.column_pair[c], c] = 1.
      found = found + [identity, source, 1 - member.t() @ member, member]
    return found

  def slots_of(self: __torch__.embedding.Embedding, g: int) -> int:
    """The number of slots of a width."""
    n = self.width_fields[g]
    for s in range(len(self.bag_lengths)):
      n = n + (self.bag_lengths[s] if self.bag_widths[s] == g else 0)
    return n

  def column(self: __torch__.embedding.Embedding, values: List[int], like: Tensor) -> Tensor:
    return torch.tensor(values, dtype=3, device=like.device).view([len(values), 1, 1])

  def spread(self: __torch__.embedding.Embedding, like: Tensor) -> Tensor:
    """(n, fields): 1 where a column is its field's. A product with it needs no atomic additions on its way back, whose order is left
    to chance."""
    fields = 0
    for f in self.column_field:
      fields = max(fields, f + 1)
    found = torch.zeros([len(self.column_field), fields], device=like.device)
    for c, f in enumerate(self.column_field):
      found[c, f] = 1.
    return found

  def index(self: __torch__.embedding.Embedding, values: List[int], like: Tensor) -> Tensor:
    return torch.tensor(values, dtype=4, device=like.device)

  def forward(self: __torch__.embedding.Embedding, ws: List[Tensor], constants: List[Tensor], slots: Tensor, dense: Tensor, training: bool, draws: __torch__.draws.Draws) -> List[Tensor]:
    """slots (C, K, B) int32; dense (n + W, K, B): numbers, then the weights of the ids of weighted sequences -> first order
    (K, 1, B), FM (K, 1 or D, B), fields (K, F, D, B), flat (K, n, B)."""
    K, B = dense.size(1), dense.size(2)
    x = dense[:self.numbers].permute([1, 0, 2])
    shares = self.shares(slots, dense, constants[2])
    chunks = self.chunks(ws, slots + constants[0], shares)
    columns = annotate(List[Tensor], [])
    for i in self.flat_order:
      columns.append(chunks[i])
    if len(self.number_widths) > 0:
      repeated = x.index_select(1, constants[4])
      w = ws[self.number_at].unsqueeze(2)
      columns.append(torch.addcmul(ws[self.number_at + 1].unsqueeze(2), repeated, w) if self.dense_bias else repeated * w)
    e = torch.cat(columns, 1) if len(columns) > 1 else columns[0]
    if self.variational:
      e = e * torch.bmm(constants[6].expand([K, e.size(1), constants[6].size(1)]), self.masks(ws[-1], K, B, training, draws))
    first_order = self.first_order(ws, slots, shares, x, constants) if self.first_at >= 0 else x.new_zeros([K, 1, B])
    fm, fields = x[:, :0], x[:, :0]
    if self.paired:
      p = self.projection(ws, constants)
      if self.with_fields or self.fm_vector:
        blocks = (p.unsqueeze(1) * constants[11].unsqueeze(1)).flatten(1, 2)
        fields = torch.bmm(blocks, e).unflatten(1, [self.pairs, self.width])
      if self.fm_vector:
        fm = 0.5 * (fields.sum([1]).square() - fields.square().sum([1]))
      else:
        m = torch.bmm(p.transpose(1, 2), p) * constants[10]
        fm = (torch.bmm(m, e) * e).sum([1], True) * 0.5
    flat = e if self.deep_all else e.index_select(1, constants[7])
    return [first_order, fm, fields, torch.cat([flat, x], 1) if self.raw else flat]

  def shares(self: __torch__.embedding.Embedding, slots: Tensor, dense: Tensor, starts: Tensor) -> List[Tensor]:
    """Of each sequence (length, K, B): how much each id counts in what it is pooled to: 1 or its weight, 0 for padding and
    unknown ids; for a mean, divided by the total."""
    found = annotate(List[Tensor], [])
    weight = self.numbers
    for s, bag in enumerate(self.bags(slots)):
      share = (bag > starts[s]).to(6)
      if self.bag_weighted[s] == 1:
        share = share * dense[weight:weight + self.bag_lengths[s]]
        weight = weight + self.bag_lengths[s]
      if self.bag_means[s] == 1:
        # Where the shares are all 0, their total is 0 whatever it is divided by.
        share = share / share.sum([0], True).clamp_min(1e-30 if self.bag_weighted[s] == 1 else 1.)
      found.append(share)
    return found

  def bags(self: __torch__.embedding.Embedding, slots: Tensor) -> List[Tensor]:
    """The slots of each sequence."""
    sizes, bags = annotate(List[int], []), annotate(List[int], [])
    for g in range(len(self.widths)):
      sizes.append(self.width_fields[g])
      for s in range(len(self.bag_lengths)):
        if self.bag_widths[s] == g:
          bags.append(len(sizes))
          sizes.append(self.bag_lengths[s])
    found = annotate(List[Tensor], [])
    if len(bags) > 0:
      parts = torch.split_with_sizes(slots, sizes, 0)
      for i in bags:
        found.append(parts[i])
    return found

  def chunks(self: __torch__.embedding.Embedding, ws: List[Tensor], slots: Tensor, shares: List[Tensor]) -> List[Tensor]:
    """The vectors (K, columns, B) of runs of sparse fields that stand together in the flat view, width by width, then of each
    sequence."""
    found, pooled = annotate(List[Tensor], []), annotate(List[Tensor], [])
    lengths, run, bag = [self.slots_of(g) for g in range(len(self.widths))], 0, 0
    for g, ids in enumerate(torch.split_with_sizes(slots, lengths, 0)):
      d, n = self.widths[g], self.width_fields[g]
      looked = torch.embedding(ws[g].reshape([-1, d]), ids)
      sizes = annotate(List[int], [n] if n > 0 else [])
      for s in range(len(self.bag_lengths)):
        if self.bag_widths[s] == g:
          sizes.append(self.bag_lengths[s])
      parts = torch.split_with_sizes(looked, sizes, 0) if len(sizes) > 1 else [looked]
      if n > 0:
        own = parts[0].permute([1, 0, 3, 2]).flatten(1, 2)
        runs = [d * fields for fields in self.run_fields[run:run + self.width_runs[g]]]
        for part in torch.split_with_sizes(own, runs, 1) if len(runs) > 1 else [own]:
          found.append(part)
        run = run + self.width_runs[g]
      for part in parts[1 if n > 0 else 0:]:
        pooled.append((part * shares[bag].unsqueeze(3)).sum([0]).transpose(1, 2))
        bag = bag + 1
    return found + pooled

  def first_order(self: __torch__.embedding.Embedding, ws: List[Tensor], slots: Tensor, shares: List[Tensor], x: Tensor, constants: List[Tensor]) -> Tensor:
    """(K, 1, B): the sum of the wide fields' weights."""
    w = ws[self.first_at]
    flat = (w if w.size(2) == 1 else w.sum([2], True)).reshape([-1, 1])
    looked = torch.embedding(flat, slots.index_select(0, constants[3]) + constants[1]).squeeze(3)
    wide = annotate(List[Tensor], [])
    for s, share in enumerate(shares):
      if self.bag_wide[s] == 1:
        wide.append(share)
    if len(wide) == 0:
      total = looked.sum([0])
    else:
      fields, bags = torch.split_with_sizes(looked, [self.first_fields, looked.size(0) - self.first_fields], 0)
      total = (bags * (torch.cat(wide, 0) if len(wide) > 1 else wide[0])).sum([0])
      total = total + fields.sum([0])
    total = total.unsqueeze(1)
    n = len(self.first_numbers)
    if n > 0:
      numbers = x if n == self.numbers else x.index_select(1, constants[5])
      v = ws[self.number_first_at].unsqueeze(1)
      total = torch.baddbmm(total, v, numbers)
      if self.dense_bias:
        total = total + ws[self.number_first_at + 1].sum([1], True).unsqueeze(2)
    return total

  def projection(self: __torch__.embedding.Embedding, ws: List[Tensor], constants: List[Tensor]) -> Tensor:
    """P (K, D, n)."""
    K, sources = ws[0].size(0), annotate(List[Tensor], [])
    for i in range(len(self.projected)):
      w = ws[self.projections_at + i]
      sources.append(w.unflatten(1, [-1, self.width]).transpose(1, 2).flatten(2))
    if len(sources) == 0:
      return constants[8].expand([K, self.width, constants[8].size(1)])
    all = torch.cat(sources, 2) if len(sources) > 1 else sources[0]
    return torch.baddbmm(constants[8], all, constants[9].expand([K, constants[9].size(0), constants[9].size(1)]))

  def masks(self: __torch__.embedding.Embedding, logits: Tensor, K: int, B: int, training: bool, draws: __torch__.draws.Draws) -> Tensor:
    """Variational dropout (Chang, Rampasek and Goldenberg 2017): how much of each field stays, (K, F, B).

    logits (K, F): of the learnt rates p. In training a field's mask is a draw of the concrete distribution at temperature
    0.1, which has a gradient by p; otherwise it is the expectation, 1 - p.
    """
    p = torch.sigmoid(logits).unsqueeze(2)
    if not training:
      return (1 - p).expand([K, logits.size(1), B])
    u = __torch__.draws.uniform(draws, B, logits.size(1)).clamp(1e-06, 1 - 1e-06)
    return torch.sigmoid(-(torch.logit(p, 1e-06) + torch.logit(u)) / 0.1)
