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
    if self.alike:
      return self.look_up(self.tables(ws, table_rows), table_rows, ids, sequences, dense, False)[0]
    return self.one_by_one(ws, table_rows, ids, sequences, dense[:, :self.numbers], dense[:, self.numbers:], training, draws)

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
          n = self.bag_lengths[f - sparse]
          bag = sequences[:, column:column + n] - starts[t]
          share = __torch__.embedding.shares(bag, 0, self.bag_means[f - sparse] == 1, self.weights_of(weights, f - sparse))
          own = __torch__.embedding.pool(torch.embedding(ws[t], bag), share)
          one = __torch__.embedding.pool(torch.embedding(first, bag), share)
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

  # The fast way, when all fields are seen by the same parts: everything that a row of a table adds stands side by side. The
  # tables are made once a step, by autograd's operators; a batch looks rows up in them, which has its own way back.

  def tables(self: __torch__.embedding.Embedding, ws: List[Tensor], table_rows: List[int]) -> List[Tensor]:
    """What ids add: one `table` for each group of tables and for each other table of large sequences, then that of `small`."""
    first = ws[self.first_at].sum([1], True) if self.first_at >= 0 else torch.empty([0, 1])
    tables, row, t = annotate(List[Tensor], []), 0, 0
    for s in range(len(self.group_tables) + self.bag_tables):
      m = self.group_tables[s] if s < len(self.group_tables) else 1
      rows = sum(table_rows[t:t + m])
      tables.append(self.table(ws, ws[s], table_rows[t:t + m], t, first[row:row + rows]))
      row, t = row + rows, t + m
    if len(self.small_rows) + self.dense_fields > 0:
      tables.append(self.small(ws, first[row:], t))
    return tables

  def look_up(self: __torch__.embedding.Embedding, tables: List[Tensor], table_rows: List[int], ids: Tensor, sequences: Tensor, dense: Tensor, onednn: bool) -> Tuple[List[Tensor], List[Tensor]]:
    """The views, and what `backward` needs: per group its ids; per sequence its ids, their shares and the pooled row; X of `small`
    and the means of its sequences; the sums over fields. Sums over a row's fields give those of FM.
    """
    dense, weights = dense[:, :self.numbers], dense[:, self.numbers:]
    flat, fields, sums, saved = annotate(List[Tensor], []), annotate(List[Tensor], []), annotate(List[Tensor], []), annotate(List[Tensor], [])
    begins, segments = self.segments(table_rows)
    column = 0
    for g, n in enumerate(self.group_fields):
      which = ids[:, column:column + n] - begins[g]
      saved.append(which)
      self.take(torch.embedding(tables[g], which), self.first_table(g), flat, fields, sums)
      column = column + n
    column = 0
    for s, n in enumerate(self.bag_lengths):
      t = self.field_table[sum(self.group_fields) + s]
      g = segments[t]
      bag = sequences[:, column:column + n] - begins[g]
      share = __torch__.embedding.shares(bag, sum(table_rows[:t]) - begins[g], self.bag_means[s] == 1, self.weights_of(weights, s))
      found = __torch__.embedding.pool(torch.embedding(tables[g], bag), share)
      if self.paired():
        # The square of a mean is not the mean of squares, and that of a sum not their sum.
        own, e, square, one = torch.split_with_sizes(found, [found.size(1) - sum(self.added(t))] + self.added(t), 1)
        found = torch.cat([own, e, self.product(e, e) if e.size(1) > 0 else self.product(own, own), one], 1)
      saved.extend([bag, share, found])
      self.take(found.unsqueeze(1), t, flat, fields, sums)
      column = column + n
    squares = torch.zeros([])
    if len(self.small_rows) + self.dense_fields > 0:
      x = self.multi_hot(ids, sequences, dense, weights, begins[-1])
      out = __torch__.layers.linear(x, tables[-1].t(), None, onednn, False)
      deep, each, total, means = torch.split_with_sizes(out, self.columns_of_small(tables[-1]), 1)
      flat.append(deep)
      if self.with_fields:
        fields.append(each.unflatten(1, [-1, self.width]))
      if means.size(1) > 0:
        each_mean = means.unflatten(1, [-1, self.width])
        squares = self.product(each_mean, each_mean).sum([1])
      saved.extend([x, means])
      sums.append(total)
    if self.raw:
      flat.append(dense)

    total = sums[0]
    for other in sums[1:]:
      total = total + other
    saved.append(total)
    first_order, fm = dense.new_zeros([ids.size(0), 1]), dense.new_zeros([ids.size(0), self.squares()])
    if self.first_at >= 0:
      first_order = total[:, -1:]
    if self.paired():
      square = total[:, self.width:self.width + self.squares()]
      fm = 0.5 * (self.product(total[:, :self.width], total[:, :self.width]) - (square + squares if len(self.small_bags) > 0 else square))
    return ([first_order, fm, torch.cat(fields, 1) if self.with_fields else dense[:, :0], torch.cat(flat, 1) if len(flat) > 0 else dense[:, :0]], saved)

  def backward(self: __torch__.embedding.Embedding, d_views: List[Tensor], tables: List[Tensor], table_rows: List[int], saved: List[Tensor], onednn: bool) -> List[Tensor]:
    """The gradient by look_up's views -> by the tables. Views without numbers have none."""
    d_first, d_fm, d_fields, d_flat = d_views[0], d_views[1], d_views[2], d_views[3]
    begins, segments = self.segments(table_rows)
    d_sums = annotate(List[Tensor], [d_fm * saved[-1][:, :self.width], d_fm * -0.5] if self.paired() else [])
    if self.first_at >= 0:
      d_sums.append(d_first)
    d_total = torch.cat(d_sums, 1) if len(d_sums) > 0 else d_first[:, :0]
    gradients = [torch.zeros_like(table) for table in tables]
    at, field = 0, 0
    for g, n in enumerate(self.group_fields):
      d = self.take_backward(tables[g].size(1), n, self.first_table(g), d_total, d_flat[:, at:], d_fields[:, field:])
      __torch__.embedding.add_rows(gradients[g], saved[g], d)
      at, field = at + n * (tables[g].size(1) - sum(self.added(self.first_table(g)))), field + n
    for s in range(len(self.bag_lengths)):
      t = self.field_table[sum(self.group_fields) + s]
      g, i = segments[t], len(self.group_fields) + 3 * s
      d = self.take_backward(tables[g].size(1), 1, t, d_total, d_flat[:, at:], d_fields[:, field:])
      width, added = d.size(2) - sum(self.added(t)), self.added(t)
      if self.paired():
        e, square = width if added[0] > 0 else 0, width + added[0]
        d[:, 0, e:e + self.width].addcmul_(saved[i + 2][:, e:e + self.width], d[:, 0, square:square + added[1]], value=2)
        d[:, 0, square:square + added[1]].zero_()
      __torch__.embedding.add_rows(gradients[g], saved[i], saved[i + 1].unsqueeze(2) * d)
      at, field = at + width, field + 1
    if len(self.small_rows) + self.dense_fields > 0:
      x, means, sizes = saved[-3], saved[-2], self.columns_of_small(tables[-1])
      parts = annotate(List[Tensor], [])
      if sizes[0] > 0:
        parts.append(d_flat[:, at:at + sizes[0]])
      if sizes[1] > 0:
        parts.append(d_fields[:, field:].flatten(1))
      parts.append(d_total)
      if sizes[3] > 0:
        parts.append((means.unflatten(1, [-1, self.width]) * -d_fm.unsqueeze(1)).flatten(1))
      gradients[-1] = __torch__.layers.linear_backward(x, torch.cat(parts, 1), onednn, False)
    return gradients

  def segments(self: __torch__.embedding.Embedding, table_rows: List[int]) -> Tuple[List[int], List[int]]:
    """Where the rows of each of `tables` begin, the last being those of small fields; and in which of them each table is."""
    begins, segments, t = [0], annotate(List[int], []), 0
    for s in range(len(self.group_tables) + self.bag_tables):
      m = self.group_tables[s] if s < len(self.group_tables) else 1
      begins.append(begins[-1] + sum(table_rows[t:t + m]))
      segments.extend([s for i in range(m)])
      t = t + m
    return (begins, segments)

  def first_table(self: __torch__.embedding.Embedding, g: int) -> int:
    return sum(self.group_tables[:g])

  def paired(self: __torch__.embedding.Embedding) -> bool:
    return self.field_parts[0] // 2 % 2 == 1

  def deep(self: __torch__.embedding.Embedding) -> bool:
    return self.field_parts[0] // 4 == 1

  def squares(self: __torch__.embedding.Embedding) -> int:
    return self.width if self.fm_vector else 1

  def added(self: __torch__.embedding.Embedding, t: int) -> List[int]:
    """Columns that a row of the t-th table has behind its own vector: the projected one, if it is another; its square; first order."""
    return [self.width if self.paired() and self.projection[t] >= 0 else 0, self.squares() if self.paired() else 0, 1 if self.first_at >= 0 else 0]

  def product(self: __torch__.embedding.Embedding, a: Tensor, b: Tensor) -> Tensor:
    """(..., D) -> (..., D or 1): element by element, or as inner product."""
    return a * b if self.fm_vector else (a * b).sum([-1], True)

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
      parts.append(self.product(e, e))
    if self.first_at >= 0:
      parts.append(first)
    return torch.cat(parts, 1) if len(parts) > 1 else w

  def take(self: __torch__.embedding.Embedding, found: Tensor, t: int, flat: List[Tensor], fields: List[Tensor], sums: List[Tensor]) -> Tensor:
    """found (B, n, columns of `table`), all of tables as the t-th: what goes to the flat view, to the fields and to the sums."""
    d = found.size(2) - sum(self.added(t))
    e = d if self.added(t)[0] > 0 or not self.paired() else 0
    if self.deep():
      flat.append(found[:, :, :d].flatten(1))
    if self.with_fields:
      fields.append(found[:, :, e:e + self.width])
    summed = found[:, :, e:]
    sums.append(summed.sum([1]) if found.size(1) > 1 else summed.squeeze(1))
    return found

  def take_backward(self: __torch__.embedding.Embedding, columns: int, n: int, t: int, d_total: Tensor, d_flat: Tensor, d_fields: Tensor) -> Tensor:
    """The gradient (B, n, columns) by take's `found`; d_flat and d_fields begin with what it took."""
    d, e = columns - sum(self.added(t)), columns - d_total.size(1)
    g = d_total.new_zeros([d_total.size(0), n, columns])
    g[:, :, e:].copy_(d_total.unsqueeze(1))
    if d_flat.numel() > 0:
      g[:, :, :d].add_(d_flat[:, :n * d].unflatten(1, [n, d]))
    if d_fields.numel() > 0:
      g[:, :, e:e + self.width].add_(d_fields[:, :n])
    return g

  def small(self: __torch__.embedding.Embedding, ws: List[Tensor], first: Tensor, t: int) -> Tensor:
    """T, by which all small and dense fields are one product. A row of X has 1 at the ids of its small fields (the share of each
    id of a sequence), then its numbers, each followed by 1 if it has a bias, and the numbers' squares. A row of T has what
    each of them adds: to the fields' own vectors, to the projected ones, to their sum, to the square, to the first order; and,
    by themselves, to the means of sequences.
    """
    n, each, H = self.dense_fields, 2 if self.dense_bias else 1, sum(self.small_rows)
    at, single = len(self.group_tables) + self.bag_tables, sum(self.small_rows[:self.small_fields])
    blocks = ws[at:at + len(self.small_rows)]
    for i in range(n):
      blocks.append(torch.cat(ws[self.dense_at + each * i:self.dense_at + each * i + each], 0))
    own = torch.block_diag(blocks)
    e, of_squares = own @ self.projections(ws, blocks, t) if self.paired() else own, own[:0]
    columns = annotate(List[Tensor], [own] if self.deep() else [])
    if self.with_fields:
      columns.append(torch.block_diag(torch.split_with_sizes(e, self.small_rows + [each for i in range(n)], 0)))
    if self.paired():
      columns.append(e)
      square = self.product(e[:single], e[:single])
      squares = annotate(List[Tensor], [square, square.new_zeros([H - single, square.size(1)])])
      if n > 0:
        numbers = e[H:].unflatten(0, [n, each])
        weight, bias = numbers[:, 0], numbers[:, -1]
        of_squares = self.product(weight, weight)
        squares.append(torch.stack([2 * self.product(weight, bias), self.product(bias, bias)], 1).flatten(0, 1) if self.dense_bias else of_squares * 0.)
        before = sum([part.size(1) for part in columns])
        of_squares = torch.cat([e.new_zeros([n, before]), of_squares], 1)
      columns.append(torch.cat(squares, 0))
    if self.first_at >= 0:
      columns.append(torch.cat([first, torch.stack(ws[self.dense_first_at:self.dense_first_at + each], 1).view([-1, 1])], 0) if n > 0 else first)
    if self.paired():
      for rows in self.small_rows[self.small_fields:]:
        columns.append(torch.cat([e.new_zeros([single, self.width]), e[single:single + rows], e.new_zeros([e.size(0) - single - rows, self.width])], 0))
        single = single + rows
    table = torch.cat(columns, 1)
    if self.paired() and n > 0:
      table = torch.cat([table, torch.cat([of_squares, e.new_zeros([n, table.size(1) - of_squares.size(1)])], 1)], 0)
    return table

  def columns_of_small(self: __torch__.embedding.Embedding, table: Tensor) -> List[int]:
    """Of T: the own vectors, the projected ones, the sums, and the means of sequences."""
    fields = (len(self.small_rows) + self.dense_fields) * self.width if self.with_fields else 0
    sums = (self.width + self.squares() if self.paired() else 0) + (1 if self.first_at >= 0 else 0)
    means = len(self.small_bags) * self.width if self.paired() else 0
    return [table.size(1) - fields - sums - means, fields, sums, means]

  def projections(self: __torch__.embedding.Embedding, ws: List[Tensor], blocks: List[Tensor], t: int) -> Tensor:
    """(sum of d, D): the projections of the small and dense fields one below the other."""
    stacked = annotate(List[Tensor], [])
    for i, block in enumerate(blocks):
      which = self.projection[t + i]
      stacked.append(ws[self.projections_at + which] if which >= 0 else torch.eye(self.width, dtype=6, device=block.device))
    return torch.cat(stacked, 1).t()

  def multi_hot(self: __torch__.embedding.Embedding, ids: Tensor, sequences: Tensor, dense: Tensor, weights: Tensor, row: int) -> Tensor:
    """X of `small`; small fields' rows are numbered from `row` on."""
    n, H = self.dense_fields, sum(self.small_rows)
    numbers = H + (2 * n if self.dense_bias else n)
    x = dense.new_zeros([ids.size(0), numbers + (n if self.paired() else 0)])
    if self.small_fields > 0:
      x.scatter_(1, (ids[:, -self.small_fields:] - row).to(4), 1.)
    column, at = sum(self.bag_lengths), row + sum(self.small_rows[:self.small_fields])
    for k, length in enumerate(self.small_bags):
      bag = sequences[:, column:column + length]
      s = len(self.bag_lengths) + k
      x.scatter_add_(1, (bag - row).to(4), __torch__.embedding.shares(bag, at, self.bag_means[s] == 1, self.weights_of(weights, s)))
      column, at = column + length, at + self.small_rows[self.small_fields + k]
    if n > 0:
      each = 2 if self.dense_bias else 1
      x[:, H:numbers:each].copy_(dense)
      if self.dense_bias:
        x[:, H + 1:numbers:2].fill_(1.)
      if self.paired():
        x[:, numbers:].copy_(dense.square())
    return x

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

def pool(e: Tensor, share: Tensor) -> Tensor:
  """(B, L, d), (B, L) -> (B, d)."""
  return (e * share.unsqueeze(2)).sum([1])

def shares(ids: Tensor, none: int, averaged: bool, weights: Tensor) -> Tensor:
  """(B, L): how much of each id is in the sum or the mean over those above `none`, the padding's, with weights if there are any. Where
  there is only padding, a mean is 0."""
  amount = (ids > none).to(6)
  weighted = weights.size(1) > 0
  if weighted:
    amount = amount * weights
  return amount / amount.sum([1], True).clamp_min(1e-30 if weighted else 1.) if averaged else amount

def add_rows(table: Tensor, which: Tensor, rows: Tensor) -> Tensor:
  """Adds (B, n, columns) to the rows (B, n) of a table."""
  return table.index_add_(0, which.flatten(), rows.flatten(0, 1))
