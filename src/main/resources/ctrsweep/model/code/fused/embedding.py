# The embedding of all fields, of K trials at once: first order, FM's pairwise sum, the fields themselves, and the flat
# concatenation for a DNN. Views have trials first, then features, then rows: (K, n, B).
#
# All tables of a width are one tensor. A slot is a column of ids: a sparse field has one, a sequence one for each of its ids.
# Slots are ordered by width, sparse fields before sequences, and hold rows of their width's tensor. What is looked up has
# rows before slots, (K, B, slots, d): without the last two told apart it is a part of the flat view, transposed.
#
# The flat concatenation e has a column for each number of each field's vector. With P (D, n), which projects e to the sum of all
# paired fields, FM (Rendle 2010) is 0.5 * e^T M e, where M is P^T P without the products within a field.
#
# ws, in order: the tables of each width (rows, d); the first order weights (rows of the wide tables, w); of all dense fields
# together the weights, and the biases if there are any; first order weights and biases of the wide dense fields; all
# projections (D, d) of tables and dense fields, each row by row; and the logits of variational dropout (fields).

# What does not change from step to step: of each wide slot what leads from its row to its first order weight (K, 1, slots); the
# wide slots, and a 1 for each of them; which number a column of the embedded numbers is of (K, columns, numbers); the wide
# numbers; which field a column is of (K, n, fields); the columns of the flat view; of P what is 1 whatever the weights
# (K, D * n), the projections' numbers by their place there, and where there are any (D * n); the places of each of these numbers
# (fields that share a table * numbers), and which of them count (fields, numbers); half of which products M has (n, n); which columns are
# of which paired field (1, fields, 1, n); and of each width what leads from a slot to the trial's rows (K, 1, 1).
class Known(NamedTuple):
  first : Tensor
  first_slots : Tensor
  first_ones : Tensor
  number_of : Tensor
  first_numbers : Tensor
  field_of : Tensor
  deep : Tensor
  identity : Tensor
  sources : Tensor
  projected : Tensor
  places : Tensor
  uses : Tensor
  among : Tensor
  pair : Tensor
  rows : List[Tensor]

def known(constants: List[Tensor]) -> __torch__.embedding.Known:
  """What `constants` has made."""
  c = constants
  return __torch__.embedding.Known(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11], c[12], c[13], c[14:])

# What the way back needs: of each width the rows looked up (K * B * slots), and those of the first order; the sequences' shares;
# the numbers x (K, n, B); e before and after variational dropout, the logits of its rates, and how much of each field stays;
# P; the paired fields; M e / 2.
class Seen(NamedTuple):
  ids : List[Tensor]
  first_ids : Tensor
  shares : List[Tensor]
  x : Tensor
  plain : Tensor
  logits : Tensor
  stays : Tensor
  e : Tensor
  p : Tensor
  fields : Tensor
  pair : Tensor

class Embedding(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  width : int
  paired : bool
  fm : bool
  fm_vector : bool
  with_fields : bool
  raw : bool
  dense_bias : bool
  variational : bool
  widths : List[int]
  width_rows : List[int]
  width_fields : List[int]
  width_slots : List[int]
  width_runs : List[int]
  run_fields : List[int]
  bag_widths : List[int]
  bag_lengths : List[int]
  bag_slots : List[int]
  bag_starts : List[int]
  bag_means : List[int]
  bag_weighted : List[int]
  bag_first : List[int]
  flat_order : List[int]
  numbers : int
  number_widths : List[int]
  first_at : int
  first_rows : int
  first_slots : List[int]
  first_offsets : List[int]
  first_numbers : List[int]
  number_at : int
  number_first_at : int
  projections_at : int
  projection_numbers : int
  column_field : List[int]
  column_width : List[int]
  column_pair : List[int]
  column_identity : List[int]
  column_source : List[int]
  pairs : int
  deep_columns : List[int]
  deep_all : bool

  def constants(self: __torch__.embedding.Embedding, K: int, like: Tensor) -> List[Tensor]:
    """What does not change from step to step, on the device of `like`."""
    trials = torch.arange(K, dtype=3, device=like.device).view([K, 1, 1])
    first = torch.tensor(self.first_offsets, dtype=3, device=like.device) + self.first_rows * trials
    number_of = annotate(List[int], [])
    for i, d in enumerate(self.number_widths):
      for j in range(d):
        number_of.append(i)
    found = [first, self.index(self.first_slots, like), torch.ones([len(self.first_slots)], device=like.device)]
    found = found + [self.members(number_of, like).expand([K, -1, -1]), self.index(self.first_numbers, like)]
    found = found + [self.members(self.column_field, like).expand([K, -1, -1]), self.index(self.deep_columns, like)]
    found = found + self.pairing(K, like)
    for rows in self.width_rows:
      found.append(trials * rows)
    return found

  def pairing(self: __torch__.embedding.Embedding, K: int, like: Tensor) -> List[Tensor]:
    """From `identity` to `pair`."""
    if not self.paired:
      return [torch.empty([0], device=like.device) for i in range(7)]
    n, numbers = len(self.column_pair), self.projection_numbers
    identity, sources, uses, counts = annotate(List[float], []), annotate(List[int], []), annotate(List[int], []), annotate(List[int], [])
    for i in range(numbers):
      counts.append(0)
    for r in range(self.width):
      for c in range(n):
        source = self.column_source[c] + r * self.column_width[c] if self.column_source[c] >= 0 else -1
        identity.append(1. if self.column_identity[c] == r else 0.)
        sources.append(source)
        uses.append(counts[source] if source >= 0 else -1)
        if source >= 0:
          counts[source] = counts[source] + 1
    most = 1
    for count in counts:
      most = max(most, count)
    places = annotate(List[int], [])
    for i in range(most * numbers):
      places.append(-1)
    for place, source in enumerate(sources):
      if source >= 0:
        places[uses[place] * numbers + source] = place
    source, place = self.index(sources, like), self.index(places, like)
    member = self.members(self.column_pair, like)
    one = torch.tensor(identity, dtype=6, device=like.device).unsqueeze(0).expand([K, -1])
    return [one, source.clamp_min(0), (source >= 0).to(6), place.clamp_min(0), (place >= 0).to(6).view([most, -1]), (1 - member @ member.t()) / 2, member.t().view([1, -1, 1, n])]

  def members(self: __torch__.embedding.Embedding, groups: List[int], like: Tensor) -> Tensor:
    """(columns, groups): 1 where a column is in a group. A product with it needs no atomic additions on its way back, whose order
    is left to chance."""
    most = 0
    for group in groups:
      most = max(most, group + 1)
    found = torch.zeros([len(groups), most], device=like.device)
    for c, group in enumerate(groups):
      if group >= 0:
        found[c, group] = 1.
    return found

  def index(self: __torch__.embedding.Embedding, values: List[int], like: Tensor) -> Tensor:
    return torch.tensor(values, dtype=4, device=like.device)

  def forward(self: __torch__.embedding.Embedding, ws: List[Tensor], known: __torch__.embedding.Known, slots: Tensor, dense: Tensor, training: bool, draws: __torch__.draws.Draws) -> Tuple[List[Tensor], __torch__.embedding.Seen]:
    """slots (K, B, C) int32; dense (n + W, K, B): numbers, then the weights of the ids of weighted sequences -> first order
    (K, 1, B), FM (K, 1 or D, B), fields (K, F, D, B), flat (K, n, B)."""
    K, B = dense.size(1), dense.size(2)
    x = torch.slice(dense, 0, 0, self.numbers).transpose(0, 1)
    none = torch.slice(x, 1, 0, 0)
    shares = self.shares(slots, dense)
    chunks, ids = self.chunks(ws, slots, shares, known)
    columns = annotate(List[Tensor], [])
    for i in self.flat_order:
      columns.append(chunks[i])
    if len(self.number_widths) > 0:
      columns.append(__torch__.layers.linear(x, ws[self.number_at].unsqueeze(2) * known.number_of, ws[self.number_at + 1] if self.dense_bias else None, False))
    plain = torch.cat(columns, 1) if len(columns) > 1 else columns[0]
    e, logits, stays = plain, none, none
    if self.variational:
      logits = ws[-1].detach().requires_grad_(training)
      stays = self.stays(logits, B, training, draws)
      e = plain * torch.bmm(known.field_of, stays.detach())
    first_order, first_ids = self.first_order(ws, slots, shares, x, known)
    fm, fields, p, pair = none, none, none, none
    if self.paired:
      p = self.projection(ws, known)
      if self.with_fields or self.fm_vector:
        fields = torch.bmm(self.of_fields(p, known), e).unflatten(1, [self.pairs, self.width])
      if self.fm_vector:
        fm = 0.5 * (fields.sum([1]).square() - fields.square().sum([1]))
      elif self.fm:
        pair = torch.bmm(torch.bmm(p.transpose(1, 2), p) * known.among, e)
        fm = (pair * e).sum([1], True)
    flat = e if self.deep_all else e.index_select(1, known.deep)
    seen = __torch__.embedding.Seen(ids, first_ids, shares, x, plain, logits, stays, e, p, fields, pair)
    return ([first_order, fm, fields if self.with_fields else none, torch.cat([flat, x], 1) if self.raw else flat], seen)

  def backward(self: __torch__.embedding.Embedding, d_views: List[Tensor], ws: List[Tensor], known: __torch__.embedding.Known, seen: __torch__.embedding.Seen) -> List[Tensor]:
    """The gradient by forward's views -> by ws in their order. A view that nothing depends on has an empty one."""
    d_first, d_fm, d_fields, d = d_views[0], d_views[1], d_views[2], d_views[3]
    K, n, B = seen.e.size(0), seen.e.size(1), seen.e.size(2)
    if self.raw:
      d = torch.slice(d, 1, 0, len(self.deep_columns))
    if not self.deep_all or d.numel() == 0:
      all = torch.zeros_like(seen.e)
      d = all.index_add_(1, known.deep, d) if d.numel() > 0 else all
    d_p = annotate(List[Tensor], [])
    if seen.pair.numel() > 0 and d_fm.numel() > 0:
      # M is symmetric: FM's gradient by e is M e, by P it is P times the sum of e e^T without the products within a field.
      products = torch.bmm(seen.e * d_fm, seen.e.transpose(1, 2)) * known.among
      d_p.append(torch.baddbmm(seen.p, seen.p, products, beta=0, alpha=2))
      d = d.addcmul_(seen.pair, d_fm, value=2)
    if self.fm_vector and d_fm.numel() > 0:
      of_vector = (seen.fields.sum([1], True) - seen.fields) * d_fm.unsqueeze(1)
      d_fields = d_fields + of_vector if d_fields.numel() > 0 else of_vector
    if d_fields.numel() > 0:
      d_maps = d_fields.flatten(1, 2)
      d = d.baddbmm_(self.of_fields(seen.p, known).transpose(1, 2), d_maps)
      d_p.append((torch.bmm(d_maps, seen.e.transpose(1, 2)).view([K, self.pairs, self.width, n]) * known.pair).sum([1]))
    d_stays = annotate(List[Tensor], [])
    if self.variational:
      d_stays = __torch__.layers.gradients([seen.stays], [seen.logits], [torch.bmm(known.field_of.transpose(1, 2), d * seen.plain)])
      d = d * torch.bmm(known.field_of, seen.stays.detach())
    gradients = self.chunks_backward(d, seen)
    if self.first_at >= 0:
      gradients.append(self.first_order_backward(d_first, ws[self.first_at], known, seen))
    if len(self.number_widths) > 0:
      of_numbers = torch.slice(d, 1, n - known.number_of.size(1), n)
      gradients.append((torch.bmm(of_numbers, seen.x.transpose(1, 2)) * known.number_of).sum([2]))
      if self.dense_bias:
        gradients.append(of_numbers.sum([2]))
      if len(self.first_numbers) > 0:
        gradients.append(torch.bmm(d_first, self.wide_numbers(seen.x, known).transpose(1, 2)))
        if self.dense_bias:
          gradients.append(d_first.sum([2]).expand([K, len(self.first_numbers)]))
    if self.projection_numbers > 0:
      gradients.append(self.projection_backward(d_p, known))
    return gradients + d_stays

  def shares(self: __torch__.embedding.Embedding, slots: Tensor, dense: Tensor) -> List[Tensor]:
    """Of each sequence (K, B, length): how much each id counts in what it is pooled to: 1 or its weight, 0 for padding and
    unknown ids; for a mean, divided by the total."""
    found = annotate(List[Tensor], [])
    weight = self.numbers
    for s, length in enumerate(self.bag_lengths):
      share = torch.gt(torch.slice(slots, 2, self.bag_slots[s], self.bag_slots[s] + length), self.bag_starts[s])
      if self.bag_weighted[s] == 1:
        share = share * torch.slice(dense, 0, weight, weight + length).permute([1, 2, 0])
        weight = weight + length
      if self.bag_means[s] == 1:
        # Where the shares are all 0, their total is 0 whatever it is divided by.
        share = share / share.sum([2], True).clamp_min(1e-30 if self.bag_weighted[s] == 1 else 1.)
      found.append(share)
    return found

  def chunks(self: __torch__.embedding.Embedding, ws: List[Tensor], slots: Tensor, shares: List[Tensor], known: __torch__.embedding.Known) -> Tuple[List[Tensor], List[Tensor]]:
    """The vectors (K, columns, B) of runs of sparse fields that stand together in the flat view, width by width, then of each
    sequence; and of each width the rows that were looked up (K * B * slots)."""
    found, pooled, all_ids = annotate(List[Tensor], []), annotate(List[Tensor], []), annotate(List[Tensor], [])
    K, B, slot, run = slots.size(0), slots.size(1), 0, 0
    for g, d in enumerate(self.widths):
      n, m = self.width_fields[g], self.width_slots[g]
      ids = (torch.slice(slots, 2, slot, slot + m) + known.rows[g]).view([-1])
      looked = torch.index_select(ws[g].reshape([-1, d]), 0, ids)
      if self.width_runs[g] > 0:
        columns = looked.view([K, B, m * d]).transpose(1, 2)
        first = 0
        for fields in self.run_fields[run:run + self.width_runs[g]]:
          found.append(torch.slice(columns, 1, first * d, (first + fields) * d) if fields < m else columns)
          first = first + fields
      for s in range(len(shares)):
        if self.bag_widths[s] == g:
          own = torch.slice(looked.view([K, B, m, d]), 2, self.bag_slots[s] - slot, self.bag_slots[s] - slot + self.bag_lengths[s])
          pooled.append((own * shares[s].unsqueeze(3)).sum([2]).transpose(1, 2))
      all_ids.append(ids)
      slot, run = slot + m, run + self.width_runs[g]
    return (found + pooled, all_ids)

  def chunks_backward(self: __torch__.embedding.Embedding, d: Tensor, seen: __torch__.embedding.Seen) -> List[Tensor]:
    """The gradient by e (K, n, B) -> by the tables of each width."""
    K, rows, begins = d.size(0), d.transpose(1, 2), annotate(List[int], [])
    sizes = self.chunk_sizes()
    for i in sizes:
      begins.append(0)
    column = 0
    for i in self.flat_order:
      begins[i] = column
      column = column + sizes[i]
    gradients, run = annotate(List[Tensor], []), 0
    for g, width in enumerate(self.widths):
      parts = annotate(List[Tensor], [])
      for i in range(run, run + self.width_runs[g]):
        parts.append(torch.slice(rows, 2, begins[i], begins[i] + sizes[i]))
      run = run + self.width_runs[g]
      for s, share in enumerate(seen.shares):
        if self.bag_widths[s] == g:
          begin = begins[len(self.run_fields) + s]
          own = torch.slice(rows, 2, begin, begin + width).unsqueeze(2)
          parts.append((own * share.unsqueeze(3)).flatten(2))
      of_ids = torch.cat(parts, 2) if len(parts) > 1 else parts[0].contiguous()
      gradients.append(torch.embedding_dense_backward(of_ids.view([-1, width]), seen.ids[g], K * self.width_rows[g], -1, False))
    return gradients

  def chunk_sizes(self: __torch__.embedding.Embedding) -> List[int]:
    """Columns of each of the `chunks`."""
    sizes, run = annotate(List[int], []), 0
    for g, runs in enumerate(self.width_runs):
      for fields in self.run_fields[run:run + runs]:
        sizes.append(fields * self.widths[g])
      run = run + runs
    for g in self.bag_widths:
      sizes.append(self.widths[g])
    return sizes

  def first_order(self: __torch__.embedding.Embedding, ws: List[Tensor], slots: Tensor, shares: List[Tensor], x: Tensor, known: __torch__.embedding.Known) -> Tuple[Tensor, Tensor]:
    """(K, 1, B): the sum of the wide fields' weights; and the rows that were looked up (K * B * slots)."""
    if self.first_at >= 0:
      w = ws[self.first_at]
      wide = slots if len(self.first_slots) == slots.size(2) else slots.index_select(2, known.first_slots)
      ids = (wide + known.first).view([-1])
      weights = w if w.size(2) == 1 else w.sum([2])
      looked = torch.index_select(weights.reshape([-1]), 0, ids).view(wide.size())
      total = self.shared(looked, shares).sum([2]).unsqueeze(1)
    else:
      ids, total = slots, torch.zeros([x.size(0), 1, x.size(2)], device=x.device)
    if len(self.first_numbers) > 0:
      total = torch.baddbmm(total, ws[self.number_first_at].unsqueeze(1), self.wide_numbers(x, known))
      if self.dense_bias:
        total = total + ws[self.number_first_at + 1].sum([1], True).unsqueeze(2)
    return (total, ids)

  def first_order_backward(self: __torch__.embedding.Embedding, d: Tensor, w: Tensor, known: __torch__.embedding.Known, seen: __torch__.embedding.Seen) -> Tensor:
    """The gradient (K, 1, B) by the first order -> by the weights of the wide tables."""
    K, B = d.size(0), d.size(2)
    of_ids = self.shared(d.reshape([K, B, 1]) * known.first_ones, seen.shares)
    gradient = torch.embedding_dense_backward(of_ids.view([-1, 1]), seen.first_ids, K * self.first_rows, -1, False)
    return gradient if w.size(2) == 1 else gradient.view([K, self.first_rows, 1]).expand(w.size())

  def shared(self: __torch__.embedding.Embedding, looked: Tensor, shares: List[Tensor]) -> Tensor:
    """looked (K, B, slots of the wide part), in which each number of a sequence is multiplied by its share, in place."""
    for s, share in enumerate(shares):
      if self.bag_first[s] >= 0:
        torch.slice(looked, 2, self.bag_first[s], self.bag_first[s] + share.size(2)).mul_(share)
    return looked

  def wide_numbers(self: __torch__.embedding.Embedding, x: Tensor, known: __torch__.embedding.Known) -> Tensor:
    return x if len(self.first_numbers) == self.numbers else x.index_select(1, known.first_numbers)

  def projection(self: __torch__.embedding.Embedding, ws: List[Tensor], known: __torch__.embedding.Known) -> Tensor:
    """P (K, D, n)."""
    p = known.identity
    if self.projection_numbers > 0:
      p = torch.addcmul(p, ws[self.projections_at].index_select(1, known.sources), known.projected)
    return p.view([p.size(0), self.width, -1])

  def projection_backward(self: __torch__.embedding.Embedding, d: List[Tensor], known: __torch__.embedding.Known) -> Tensor:
    """Gradients by P (K, D, n), which add up -> the gradient by the projections (K, numbers)."""
    uses, K = known.uses, known.identity.size(0)
    if len(d) == 0:
      return torch.zeros([K, self.projection_numbers], device=uses.device)
    found = (d[0] if len(d) == 1 else d[0] + d[1]).view([K, -1]).index_select(1, known.places)
    return found if uses.size(0) == 1 else (found.view([K, uses.size(0), -1]) * uses).sum([1])

  def of_fields(self: __torch__.embedding.Embedding, p: Tensor, known: __torch__.embedding.Known) -> Tensor:
    """(K, F * D, n): what projects e to each of the paired fields."""
    return (p.unsqueeze(1) * known.pair).flatten(1, 2)

  def stays(self: __torch__.embedding.Embedding, logits: Tensor, B: int, training: bool, draws: __torch__.draws.Draws) -> Tensor:
    """Variational dropout (Chang, Rampasek and Goldenberg 2017): how much of each field stays, (K, F, B).

    logits (K, F): of the learnt rates p. In training a field's mask is a draw of the concrete distribution at temperature
    0.1, which has a gradient by p; otherwise it is the expectation, 1 - p.
    """
    p = torch.sigmoid(logits).unsqueeze(2)
    if not training:
      return (1 - p).expand([logits.size(0), logits.size(1), B])
    u = __torch__.draws.uniform(draws, B, logits.size(1)).clamp(1e-06, 1 - 1e-06)
    return torch.sigmoid(-(torch.logit(p, 1e-06) + torch.logit(u)) / 0.1)
