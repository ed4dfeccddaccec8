# The embedding of all fields: first order, FM's pairwise sum, the fields themselves, and the flat concatenation for a DNN.
#
# Rows of all tables are numbered through: an id is its table's offset plus the id within the table, which several fields
# may share. A table has all that belongs to an id: its vector, its projection, its first order weight. FM (Rendle 2010) is
# 0.5 * sum_d[(sum_f e)^2 - sum_f e^2] on the fields projected to the shared width D; as a vector it is not summed over d.
#
# ws, in order: the tables: one for each group of tables of a width that sparse fields look up, one for each other table of
# large sequences, one for each small field; the first order weights (rows of the wide tables, w); for each dense field
# weight and, if any, bias (1, d); first order weights and biases of the wide dense fields; a projection (D, d) for each
# table and dense field whose width d is not D; and the logits of variational dropout (fields). Fields are counted in this
# order: large sparse ones, large sequences, small ones, dense ones; parts are 1 wide + 2 pairwise + 4 deep.
class Embedding(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  width : int
  fm_vector : bool
  with_fields : bool
  alike : bool
  raw : bool
  dense_bias : bool
  variational : bool
  group_tables : List[int]
  group_fields : List[int]
  bag_tables : int
  bag_lengths : List[int]
  small_fields : int
  small_bags : List[int]
  bag_means : List[int]
  bag_weighted : List[int]
  numbers : int
  small_rows : List[int]
  dense_fields : int
  table_rows : List[int]
  table_wide : List[int]
  projection : List[int]
  field_table : List[int]
  field_parts : List[int]
  first_at : int
  dense_at : int
  dense_first_at : int
  projections_at : int

  def forward(self: __torch__.embedding.Embedding, ws: List[Tensor], table_rows: List[int], ids: Tensor, sequences: Tensor, dense: Tensor, training: bool, draws: __torch__.draws.Draws) -> List[Tensor]:
    """ids (B, S), sequences (B, L), dense (B, n + W) -> first order (B, 1), FM (B, 1 or D), fields (B, F, D), flat (B, sum of d).

    dense has the numbers, and then the weights of the ids of weighted sequences, in the order of these.
    table_rows: of each table. They are the whole tables', or fewer when ws has only the rows that the batch looks up.
    """
    dense, weights = dense[:, :self.numbers], dense[:, self.numbers:]
    if self.alike:
      return self.together(ws, table_rows, ids, sequences, dense, weights)
    return self.one_by_one(ws, table_rows, ids, sequences, dense, weights, training, draws)

  def weights_of(self: __torch__.embedding.Embedding, weights: Tensor, s: int) -> Tensor:
    """(B, length): those of the s-th sequence; (B, 0) where its ids have none."""
    begin, lengths = 0, self.bag_lengths + self.small_bags
    for i in range(s):
      begin = begin + lengths[i] * self.bag_weighted[i]
    return weights[:, begin:begin + lengths[s] * self.bag_weighted[s]]

  # The way to follow: each field by itself.

  def one_by_one(self: __torch__.embedding.Embedding, ws: List[Tensor], table_rows: List[int], ids: Tensor, sequences: Tensor, dense: Tensor, weights: Tensor, training: bool, draws: __torch__.draws.Draws) -> List[Tensor]:
    B, column, wide = ids.size(0), 0, 0
    first_order, flat, fields = dense.new_zeros([B, 1]), annotate(List[Tensor], []), annotate(List[Tensor], [])
    masks = self.masks(ws[-1], B, training, draws) if self.variational else dense[:, :0]
    tables, sparse = len(self.field_table), sum(self.group_fields)
    starts, first_starts = self.starts(table_rows)
    for f in range(len(self.field_parts)):
      parts = self.field_parts[f]
      if f < tables:
        t = self.field_table[f]
        first = ws[self.first_at][first_starts[t]:first_starts[t + 1]].sum([1], True) if parts % 2 == 1 else ws[t][:, :1]
        if f < sparse:
          which = ids[:, f] - starts[t]
          own, one = torch.embedding(ws[t], which), torch.embedding(first, which)
        else:
          n, averaged = self.bag_lengths[f - sparse], self.bag_means[f - sparse] == 1
          bag = sequences[:, column:column + n] - starts[t]
          weight = self.weights_of(weights, f - sparse)
          own = __torch__.embedding.pool(torch.embedding(ws[t], bag), bag, 0, averaged, weight)
          one = __torch__.embedding.pool(torch.embedding(first, bag), bag, 0, averaged, weight)
          column = column + n
      else:
        i, each = f - tables, 2 if self.dense_bias else 1
        x = dense[:, i:i + 1]
        own = x * ws[self.dense_at + each * i]
        if self.dense_bias:
          own = own + ws[self.dense_at + each * i + 1]
        one = x
        if parts % 2 == 1:
          one = x * ws[self.dense_first_at][wide]
          if self.dense_bias:
            one = one + ws[self.dense_first_at + 1][wide]
          wide = wide + 1
      if self.variational:
        own = own * masks[:, f:f + 1]
      if parts % 2 == 1:
        first_order = first_order + one
      if parts // 2 % 2 == 1:
        fields.append(self.project(own, ws, self.field_table[f] if f < tables else len(table_rows) + f - tables))
      if parts // 4 == 1:
        flat.append(own)
    if self.raw:
      flat.append(dense)
    e = torch.stack(fields, 1) if len(fields) > 0 else dense.new_zeros([B, 1, self.width])
    fm = 0.5 * (e.sum([1]).square() - e.square().sum([1]))
    return [first_order, fm if self.fm_vector else fm.sum([1], True), e, torch.cat(flat, 1) if len(flat) > 0 else dense[:, :0]]

  def starts(self: __torch__.embedding.Embedding, table_rows: List[int]) -> Tuple[List[int], List[int]]:
    """Where each table's rows begin, and where in the first order weights; and where the last one's end."""
    starts, first_starts = [0], [0]
    for t, rows in enumerate(table_rows):
      starts.append(starts[t] + rows)
      first_starts.append(first_starts[t] + rows * self.table_wide[t])
    return (starts, first_starts)

  def project(self: __torch__.embedding.Embedding, x: Tensor, ws: List[Tensor], t: int) -> Tensor:
    """(n, d) -> (n, D): the projection of a table, or, counted behind the tables, of a dense field; none where d is D."""
    which = self.projection[t]
    return x if which < 0 else x @ ws[self.projections_at + which].t()

  def masks(self: __torch__.embedding.Embedding, logits: Tensor, B: int, training: bool, draws: __torch__.draws.Draws) -> Tensor:
    """Variational dropout (Chang, Rampasek and Goldenberg 2017): how much of each field stays, (B, F).

    logits (F): of the learnt rates p. In training a field's mask is a draw of the concrete distribution at temperature
    0.1, which has a gradient by p; otherwise it is the expectation, 1 - p.
    """
    p = torch.sigmoid(logits)
    if not training:
      return (1 - p).expand([B, logits.numel()])
    u = __torch__.draws.uniform(draws, B, logits.numel(), logits).clamp(1e-06, 1 - 1e-06)
    return torch.sigmoid(-(torch.logit(p, 1e-06) + torch.logit(u)) / 0.1)

  # The fast way, when all fields are seen by the same parts: everything that a row of a table adds stands side by side.

  def together(self: __torch__.embedding.Embedding, ws: List[Tensor], table_rows: List[int], ids: Tensor, sequences: Tensor, dense: Tensor, weights: Tensor) -> List[Tensor]:
    """The same. Tables are projected once a step, instead of every row of the batch, and carry all that a row needs: its
    own vector, then the projected one, its first order weight and its square. One look-up gives everything, and sums
    over a row's fields give the sums of FM. Small fields and dense ones are one product, see `small`.
    """
    first = ws[self.first_at].sum([1], True) if self.first_at >= 0 else dense[:0]
    flat, fields, sums = annotate(List[Tensor], []), annotate(List[Tensor], []), annotate(List[Tensor], [])
    begins, built, segments = annotate(List[int], []), annotate(List[Tensor], []), annotate(List[int], [])
    column, row, t = 0, 0, 0
    for g in range(len(self.group_tables)):
      n, m = self.group_fields[g], self.group_tables[g]
      rows = sum(table_rows[t:t + m])
      table = self.table(ws, ws[g], table_rows[t:t + m], t, first[row:row + rows] if self.first_at >= 0 else first)
      found = torch.embedding(table, ids[:, column:column + n] - row)
      self.take(found, ws[g].size(1), n, t, flat, fields, sums)
      begins.append(row)
      built.append(table)
      for i in range(m):
        segments.append(g)
      column, row, t = column + n, row + rows, t + m
    for b in range(self.bag_tables):
      rows, segment = table_rows[t], len(built)
      begins.append(row)
      built.append(self.table(ws, ws[segment], [rows], t, first[row:row + rows] if self.first_at >= 0 else first))
      segments.append(segment)
      row, t = row + rows, t + 1
    column = 0
    for s in range(len(self.bag_lengths)):
      n, which = self.bag_lengths[s], self.field_table[sum(self.group_fields) + s]
      segment = segments[which]
      begin, width = begins[segment], ws[segment].size(1)
      bag = sequences[:, column:column + n] - begin
      found = __torch__.embedding.pool(torch.embedding(built[segment], bag), bag, sum(table_rows[:which]) - begin, self.bag_means[s] == 1, self.weights_of(weights, s))
      if self.paired():
        # The square of a mean is not the mean of squares, and that of a sum not their sum.
        d, squares, last = width, self.width if self.fm_vector else 1, 1 if self.first_at >= 0 else 0
        projected = self.width if self.projection[which] >= 0 else 0
        own, e, square, one = torch.split_with_sizes(found, [d, projected, squares, last], 1)
        found = torch.cat([own, e, self.square(e if projected > 0 else own), one], 1)
      self.take(found.unsqueeze(1), width, 1, which, flat, fields, sums)
      column = column + n
    if len(self.small_rows) + self.dense_fields > 0:
      self.small(ws, ids, sequences, dense, weights, first[row:], row, t, flat, fields, sums)
    if self.raw:
      flat.append(dense)

    total = sums[0]
    for other in sums[1:]:
      total = total + other
    squares = self.width if self.fm_vector else 1
    e, square, first_order = torch.split_with_sizes(total, ([self.width, squares] if self.paired() else [0, 0]) + [1 if self.first_at >= 0 else 0], 1)
    if self.first_at < 0:
      first_order = dense.new_zeros([ids.size(0), 1])
    fm = dense.new_zeros([ids.size(0), squares])
    if self.paired():
      fm = 0.5 * (e.square() - square) if self.fm_vector else 0.5 * (e.square().sum([1], True) - square)
    return [first_order, fm, torch.cat(fields, 1) if self.with_fields else dense[:, :0], torch.cat(flat, 1) if len(flat) > 0 else dense[:, :0]]

  def paired(self: __torch__.embedding.Embedding) -> bool:
    return self.field_parts[0] // 2 % 2 == 1

  def square(self: __torch__.embedding.Embedding, e: Tensor) -> Tensor:
    return e.square() if self.fm_vector else e.square().sum([1], True)

  def table(self: __torch__.embedding.Embedding, ws: List[Tensor], w: Tensor, rows: List[int], t: int, first: Tensor) -> Tensor:
    """(rows, d + D + squares + 1): own vector, projected one if it is another, square, first order weight."""
    parts = annotate(List[Tensor], [w])
    if self.paired():
      e = w
      if self.projection[t] >= 0:
        projected = annotate(List[Tensor], [])
        for i, part in enumerate(torch.split_with_sizes(w, rows, 0)):
          projected.append(self.project(part, ws, t + i))
        e = torch.cat(projected, 0)
        parts.append(e)
      parts.append(self.square(e))
    if self.first_at >= 0:
      parts.append(first)
    return torch.cat(parts, 1) if len(parts) > 1 else w

  def take(self: __torch__.embedding.Embedding, found: Tensor, d: int, n: int, t: int, flat: List[Tensor], fields: List[Tensor], sums: List[Tensor]) -> int:
    """found (B, n, columns of `table`), all of tables as the t-th: what goes to the flat view, to the fields and to the sums."""
    own, rest = torch.split_with_sizes(found, [d, found.size(2) - d], 2)
    if self.field_parts[0] // 4 == 1:
      flat.append(own.flatten(1))
    projected = not self.paired() or self.projection[t] >= 0
    if self.with_fields:
      fields.append(rest[:, :, :self.width] if projected else own)
    sum = rest.sum([1]) if n > 1 else rest.flatten(1)
    if not projected:
      sum = torch.cat([own.sum([1]) if n > 1 else own.flatten(1), sum], 1)
    sums.append(sum)
    return n

  def small(self: __torch__.embedding.Embedding, ws: List[Tensor], ids: Tensor, sequences: Tensor, dense: Tensor, of_ids: Tensor, first: Tensor, row: int, t: int, flat: List[Tensor], fields: List[Tensor], sums: List[Tensor]) -> int:
    """All small and dense fields as one product. A row of X has 1 at the ids of its small fields (the share of each id of a
    sequence), then its numbers, their squares, and 1; a row of T has what each of them adds: to the fields' own vectors,
    to the projected ones, to their sum, to the square, to the first order; and, by themselves, to the means of sequences.
    """
    B, n, D = ids.size(0), self.dense_fields, self.width
    H = sum(self.small_rows)
    blocks, member = annotate(List[Tensor], []), annotate(List[int], [])
    at = len(self.group_tables) + self.bag_tables
    for k, rows in enumerate(self.small_rows):
      blocks.append(ws[at + k])
    each = 2 if self.dense_bias else 1
    for i in range(n):
      blocks.append(torch.cat([ws[self.dense_at + each * i], ws[self.dense_at + each * i + 1]], 0) if self.dense_bias else ws[self.dense_at + i])
    own = torch.block_diag(blocks)
    hot, numbers = torch.split_with_sizes(own, [H, n * each], 0)
    weights, bias = numbers, numbers * 0.
    if self.dense_bias and n > 0:
      weights, bias = torch.unbind(numbers.unflatten(0, [n, each]), 1)
    rows_of_t = annotate(List[Tensor], [hot, weights, bias])
    columns = annotate(List[Tensor], [torch.cat([hot, weights, torch.zeros_like(weights), bias.sum([0], True)], 0)] if self.field_parts[0] // 4 == 1 else [])
    F = len(self.small_rows) + n
    if self.paired():
      e = torch.cat(rows_of_t, 0) @ self.projections(ws, blocks, t)
      hot, a, b = torch.split_with_sizes(e, [H, n, n], 0)
      if self.with_fields:
        numbers_of = [len(self.small_rows) + i for i in range(n)]
        for k, rows in enumerate(self.small_rows):
          for r in range(rows):
            member.append(k)
        places = torch.one_hot(torch.tensor(member + numbers_of + numbers_of, dtype=4, device=e.device), F).to(6)
        spread = (places.unsqueeze(2) * e.unsqueeze(1)).flatten(1)
        columns.append(torch.cat([spread[:H + n], spread.new_zeros([n, F * D]), spread[H + n:].sum([0], True)], 0))
      columns.append(torch.cat([hot, a, torch.zeros_like(a), b.sum([0], True)], 0))
      ab = 2 * a * b if self.fm_vector else 2 * (a * b).sum([1], True)
      square = self.square(hot)
      single = sum(self.small_rows[:self.small_fields])
      if single < H:
        square = torch.cat([square[:single], torch.zeros_like(square[single:])], 0)
      columns.append(torch.cat([square, ab, self.square(a), self.square(b).sum([0], True)], 0))
    if self.first_at >= 0:
      ones = annotate(List[Tensor], [first])
      if n > 0:
        w = ws[self.dense_first_at].unsqueeze(1)
        ones = ones + [w, torch.zeros_like(w), ws[self.dense_first_at + 1].sum([0], True).unsqueeze(1) if self.dense_bias else w[:1] * 0.]
      else:
        ones.append(first.new_zeros([1, 1]))
      columns.append(torch.cat(ones, 0))
    if self.paired():
      begin = sum(self.small_rows[:self.small_fields])
      for rows in self.small_rows[self.small_fields:]:
        columns.append(torch.cat([hot.new_zeros([begin, D]), hot[begin:begin + rows], hot.new_zeros([H + 2 * n + 1 - begin - rows, D])], 0))
        begin = begin + rows
    out = self.multi_hot(ids, sequences, dense, of_ids, row, H) @ torch.cat(columns, 1)
    squares, bags = self.width if self.fm_vector else 1, len(self.small_bags)
    sizes = [own.size(1) if self.field_parts[0] // 4 == 1 else 0, F * D if self.with_fields else 0]
    sizes = sizes + ([D, squares] if self.paired() else [0, 0]) + [1 if self.first_at >= 0 else 0, bags * D if self.paired() else 0]
    deep, each_e, e_sum, square, one, means = torch.split_with_sizes(out, sizes, 1)
    if self.field_parts[0] // 4 == 1:
      flat.append(deep)
    if self.with_fields:
      fields.append(each_e.unflatten(1, [F, D]))
    if self.paired() and bags > 0:
      of_bags = means.unflatten(1, [bags, D]).square().sum([1])
      square = square + (of_bags if self.fm_vector else of_bags.sum([1], True))
    sums.append(torch.cat([e_sum, square, one], 1))
    return F

  def projections(self: __torch__.embedding.Embedding, ws: List[Tensor], blocks: List[Tensor], t: int) -> Tensor:
    """(sum of d, D): the projections of the small and dense fields one below the other."""
    stacked = annotate(List[Tensor], [])
    for i, block in enumerate(blocks):
      which = self.projection[t + i]
      stacked.append(ws[self.projections_at + which] if which >= 0 else torch.eye(self.width, dtype=6, device=block.device))
    return torch.cat(stacked, 1).t()

  def multi_hot(self: __torch__.embedding.Embedding, ids: Tensor, sequences: Tensor, dense: Tensor, of_ids: Tensor, row: int, H: int) -> Tensor:
    """X of `small`, (B, H + 2n + 1)."""
    x = dense.new_zeros([ids.size(0), H])
    if self.small_fields > 0:
      x.scatter_(1, (ids[:, -self.small_fields:] - row).to(4), 1.)
    column = sum(self.bag_lengths)
    for k in range(len(self.small_bags)):
      bag = sequences[:, column:column + self.small_bags[k]]
      at = row + sum(self.small_rows[:self.small_fields + k])
      s = len(self.bag_lengths) + k
      amount = __torch__.embedding.amounts(bag, at, self.weights_of(of_ids, s))
      share = amount / __torch__.embedding.whole(amount, self.bag_weighted[s] == 1) if self.bag_means[s] == 1 else amount
      x.scatter_add_(1, (bag - row).to(4), share)
      column = column + self.small_bags[k]
    return torch.cat([x, dense, dense.square(), dense.new_ones([ids.size(0), 1])], 1) if self.dense_fields > 0 else torch.cat([x, dense.new_ones([ids.size(0), 1])], 1)

  # Row-wise updates: of the large tables only the rows that a batch looks up.

  def touched(self: __torch__.embedding.Embedding, rows: List[int], columns: List[int], ids: Tensor, sequences: Tensor) -> Tuple[Tensor, List[int], List[int], Tensor, Tensor]:
    """Of all weights, (rows, columns) of each as `unpack` takes them, those that a batch needs: their places in the vector,
    ascending; the rows of each weight and of each table among them; and the batch's ids and sequences, counted in them.
    """
    fields, length = sum(self.group_fields), sum(self.bag_lengths)
    groups = len(self.group_tables)
    tables = sum(self.group_tables) + self.bag_tables
    starts = [sum(self.table_rows[:t]) for t in range(tables + 1)]
    looked = torch.cat([ids[:, :fields].flatten(), sequences[:, :length].flatten(), torch.tensor(starts[:-1], dtype=3, device=ids.device)], 0)
    u, which, counts = torch._unique2(looked, True, True)
    bounds = annotate(List[int], torch.searchsorted(u, torch.tensor(starts, dtype=3, device=u.device)).tolist())
    fewer = u.numel() - starts[-1]
    which = which.to(3)
    ids = torch.cat([which[:ids.size(0) * fields].view([ids.size(0), fields]), ids[:, fields:] + fewer], 1)
    at = ids.size(0) * fields
    sequences = torch.cat([which[at:at + sequences.size(0) * length].view([sequences.size(0), length]), sequences[:, length:] + fewer], 1)
    u = u.to(4)

    places, kept_rows = annotate(List[Tensor], []), annotate(List[int], [])
    begin, table = 0, 0
    for k in range(len(rows)):
      w = max(columns[k], 1)
      if k < groups + self.bag_tables:
        n = self.group_tables[k] if k < groups else 1
        mine = u[bounds[table]:bounds[table + n]] - starts[table]
        table = table + n
      elif k == self.first_at:
        parts, first = annotate(List[Tensor], []), 0
        for t in range(tables):
          if self.table_wide[t] == 1:
            parts.append(u[bounds[t]:bounds[t + 1]] - starts[t] + first)
            first = first + self.table_rows[t]
        parts.append(torch.arange(first, rows[k], dtype=4, device=u.device))
        mine = torch.cat(parts, 0)
      else:
        mine = torch.arange(0, rows[k], dtype=4, device=u.device)
      places.append((mine.unsqueeze(1) * w + torch.arange(0, w, dtype=4, device=u.device)).flatten() + begin)
      kept_rows.append(mine.numel())
      begin = begin + rows[k] * w
    counts_of = [bounds[t + 1] - bounds[t] for t in range(tables)]
    return (torch.cat(places, 0), kept_rows, counts_of + self.table_rows[tables:], ids, sequences)

def pool(e: Tensor, ids: Tensor, none: int, averaged: bool, weights: Tensor) -> Tensor:
  """(B, L, d) -> (B, d): the mean or the sum over the ids above `none`, the padding's; all padding gives 0."""
  amount = __torch__.embedding.amounts(ids, none, weights)
  total = (e * amount.unsqueeze(2)).sum([1])
  return total / __torch__.embedding.whole(amount, weights.size(1) > 0) if averaged else total

def amounts(ids: Tensor, none: int, weights: Tensor) -> Tensor:
  """(B, L): how often each id counts: 1, or its weight; 0 for padding and unknown ids."""
  there = (ids > none).to(6)
  return there * weights if weights.size(1) > 0 else there

def whole(amounts: Tensor, weighted: bool) -> Tensor:
  """(B, 1): what a mean is divided by. Where the amounts are all 0, their total is 0 whatever it is divided by."""
  return amounts.sum([1], True).clamp_min(1e-30 if weighted else 1.)
