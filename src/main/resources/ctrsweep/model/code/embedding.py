# The embedding of all fields: first order, FM's pairwise sum, the fields themselves, and the flat concatenation for a DNN.
#
# Rows of all tables are numbered through: an id is its table's offset plus the id within the field. Tables of one width,
# seen by the same parts of the model, stand together, so that one look-up serves them all.
#
# ws, in order: a table for each group of sparse fields, one for each sequence, the first order weights (rows of the wide
# tables, w), weight and, if any, bias (fields, d) for each group of dense fields, their first order weights and biases
# (wide fields), a projection (D, d) for each field whose width d is not D, and the logits of variational dropout (fields).
class Embedding(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  width : int
  fm_vector : bool
  with_fields : bool
  raw : bool
  dense_bias : bool
  variational : bool
  sparse_fields : List[int]
  sparse_rows : List[int]
  sparse_parts : List[int]
  sequence_lengths : List[int]
  sequence_rows : List[int]
  sequence_parts : List[int]
  dense_fields : List[int]
  dense_parts : List[int]
  field_rows : List[int]
  field_projection : List[int]
  first_at : int
  dense_first_at : int
  projections_at : int

  def forward(self: __torch__.embedding.Embedding, ws: List[Tensor], ids: Tensor, sequences: Tensor, dense: Tensor, training: bool, generator: Generator) -> List[Tensor]:
    """ids (B, S), sequences (B, L), dense (B, n) -> first order (B, 1), FM (B, 1 or D), fields (B, F, D), flat (B, sum of d).

    FM (Rendle 2010) = 0.5 * sum_d[(sum_f e)^2 - sum_f e^2] on the fields projected to the shared width D; as a vector
    it is not summed over d. Tables are projected once a step, instead of every row of the batch, and carry all that a
    row needs beside each other: its own vector, then the projected one, its first order weight and its square. So one
    look-up gives everything, and sums over a row's fields give the sums of FM.
    """
    groups, B = len(self.sparse_fields), ids.size(0)
    first = ws[self.first_at].sum([1], True) if self.first_at >= 0 else ws[0][:0]
    masks = self.masks(ws[-1], B, training, generator) if self.variational else dense[:, :0].unsqueeze(2)
    flat, sums, fields = annotate(List[Tensor], []), annotate(List[Tensor], []), annotate(List[Tensor], [])
    column, row, field = 0, 0, 0

    for g in range(groups):
      n, rows, parts = self.sparse_fields[g], self.sparse_rows[g], self.sparse_parts[g]
      table = self.table(ws, g, [self.field_rows[field + f] for f in range(n)], field, first, parts)
      own, e, rest = torch.split_with_sizes(torch.embedding(table, ids[:, column:column + n] - row), self.sizes(ws[g].size(1), parts), 2)
      if self.variational:
        own, e, rest = self.dropped(own, e, rest, masks[:, field:field + n], parts)
      self.gather(own, e, torch.cat([e, rest], 2).sum([1]), parts, flat, sums, fields)
      if parts % 2 == 1:
        first = first[rows:]
      column, row, field = column + n, row + rows, field + n

    column = 0
    for s in range(len(self.sequence_lengths)):
      n, rows, parts, k = self.sequence_lengths[s], self.sequence_rows[s], self.sequence_parts[s], groups + s
      table = self.table(ws, k, [rows], field, first, parts)
      bag = sequences[:, column:column + n] - row
      own, e, rest = torch.split_with_sizes(__torch__.embedding.mean(torch.embedding(table, bag), bag).unsqueeze(1), self.sizes(ws[k].size(1), parts), 2)
      rest = torch.cat([rest[:, :, :1], self.square(e)], 2)
      if self.variational:
        own, e, rest = self.dropped(own, e, rest, masks[:, field:field + 1], parts)
      self.gather(own, e, torch.cat([e, rest], 2).sum([1]), parts, flat, sums, fields)
      if parts % 2 == 1:
        first = first[rows:]
      column, row, field = column + n, row + rows, field + 1

    if self.raw:
      flat.append(dense)
    elif len(self.dense_fields) > 0:
      column, wide = 0, 0
      each = 2 if self.dense_bias else 1
      for g in range(len(self.dense_fields)):
        n, parts = self.dense_fields[g], self.dense_parts[g]
        at = groups + len(self.sequence_lengths) + (1 if self.first_at >= 0 else 0) + each * g
        x, weight = dense[:, column:column + n], ws[at]
        bias = ws[at + 1] if self.dense_bias else torch.zeros_like(weight)
        a, b = x.new_zeros([n, self.width]), x.new_zeros([n, self.width])
        if parts // 2 % 2 == 1:
          a, b = self.project(weight, [1 for f in range(n)], ws, field), self.project(bias, [1 for f in range(n)], ws, field)
        first_weight, first_bias = torch.zeros_like(a[:, 0]), torch.zeros_like(a[:, 0])
        if parts % 2 == 1:
          first_weight = ws[self.dense_first_at][wide:wide + n]
          if self.dense_bias:
            first_bias = ws[self.dense_first_at + 1][wide:wide + n]
          wide = wide + n
        if self.with_fields or self.variational:
          own, e = x.unsqueeze(2) * weight + bias, x.unsqueeze(2) * a + b
          rest = torch.cat([(x * first_weight + first_bias).unsqueeze(2), self.square(e)], 2)
          if self.variational:
            own, e, rest = self.dropped(own, e, rest, masks[:, field:field + n], parts)
          self.gather(own, e, torch.cat([e, rest], 2).sum([1]), parts, flat, sums, fields)
        else:
          own = x.unsqueeze(2) * weight + bias
          self.gather(own, own[:, :0], self.affine(x, a, b, first_weight, first_bias), parts, flat, sums, fields)
        column, field = column + n, field + n

    total = sums[0]
    for other in sums[1:]:
      total = total + other
    D = self.width
    e, first_order, square = torch.split_with_sizes(total, [D, 1, D if self.fm_vector else 1], 1)
    fm = 0.5 * (e.square() - square) if self.fm_vector else 0.5 * (e.square().sum([1], True) - square)
    return [first_order, fm, torch.cat(fields, 1) if self.with_fields else ids[:, :0], torch.cat(flat, 1) if len(flat) > 0 else dense[:, :0]]

  def table(self: __torch__.embedding.Embedding, ws: List[Tensor], k: int, rows: List[int], field: int, first: Tensor, parts: int) -> Tensor:
    """(rows, d + D + 1 + squares): own vector, projected vector, first order weight, square; 0 where no part asks."""
    w = ws[k]
    e = self.project(w, rows, ws, field) if parts // 2 % 2 == 1 else w.new_zeros([w.size(0), self.width])
    own = w if parts // 4 == 1 else w[:, :0]
    weight = first[:w.size(0)] if parts % 2 == 1 else w.new_zeros([w.size(0), 1])
    return torch.cat([own, e, weight, self.square(e)], 1)

  def sizes(self: __torch__.embedding.Embedding, d: int, parts: int) -> List[int]:
    return [d if parts // 4 == 1 else 0, self.width, 1 + (self.width if self.fm_vector else 1)]

  def square(self: __torch__.embedding.Embedding, e: Tensor) -> Tensor:
    return e.square() if self.fm_vector else e.square().sum([-1], True)

  def gather(self: __torch__.embedding.Embedding, own: Tensor, e: Tensor, sum: Tensor, parts: int, flat: List[Tensor], sums: List[Tensor], fields: List[Tensor]) -> int:
    """own (B, n, d), e (B, n, D) and the sums over n (B, D + 1 + squares), each to the parts of the model that see them."""
    sums.append(sum)
    if parts // 4 == 1:
      flat.append(own.flatten(1))
    if parts // 2 % 2 == 1 and self.with_fields:
      fields.append(e)
    return parts

  def project(self: __torch__.embedding.Embedding, x: Tensor, rows: List[int], ws: List[Tensor], field: int) -> Tensor:
    """(n, d) -> (n, D): the fields' rows stand one below the other, and each field has its projection; -1 where d is D."""
    projected = annotate(List[Tensor], [])
    for f, part in enumerate(torch.split_with_sizes(x, rows, 0)):
      which = self.field_projection[field + f]
      projected.append(part if which < 0 else part @ ws[self.projections_at + which].t())
    return torch.cat(projected, 0) if len(projected) > 1 else projected[0]

  def affine(self: __torch__.embedding.Embedding, x: Tensor, a: Tensor, b: Tensor, first: Tensor, bias: Tensor) -> Tensor:
    """Dense fields e_f = x_f a_f + b_f: (B, n) -> (B, D + 1 + squares), the sums over f of e_f, first order and squares."""
    e = x @ a + b.sum([0])
    linear = x @ first.unsqueeze(1) + bias.sum()
    aa, ab, bb = self.square(a), a * b, self.square(b)
    if not self.fm_vector:
      ab = ab.sum([1], True)
    return torch.cat([e, linear, x.square() @ aa + 2 * (x @ ab) + bb.sum([0])], 1)

  def masks(self: __torch__.embedding.Embedding, logits: Tensor, B: int, training: bool, generator: Generator) -> Tensor:
    """Variational dropout (Chang, Rampasek and Goldenberg 2017): how much of each field stays, (B, F, 1).

    logits (F): of the learnt rates p. In training a field's mask is a draw of the concrete distribution at temperature
    0.1, which has a gradient by p; otherwise it is the expectation, 1 - p.
    """
    p = torch.sigmoid(logits)
    if not training:
      return (1 - p).expand([B, logits.numel()]).unsqueeze(2)
    u = torch.rand([B, logits.numel()], generator=generator, dtype=6, device=logits.device).clamp(1e-06, 1 - 1e-06)
    return torch.sigmoid(-(torch.logit(p, 1e-06) + torch.logit(u)) / 0.1).unsqueeze(2)

  def dropped(self: __torch__.embedding.Embedding, own: Tensor, e: Tensor, rest: Tensor, mask: Tensor, parts: int) -> Tuple[Tensor, Tensor, Tensor]:
    return (own * mask, e * mask, torch.cat([rest[:, :, :1], rest[:, :, 1:] * mask.square()], 2))

def mean(e: Tensor, ids: Tensor) -> Tensor:
  """(B, L, d) -> (B, d): the mean over the ids that are not padding; all padding gives 0."""
  there = (ids > 0).unsqueeze(2).to(6)
  return (e * there).sum([1]) / there.sum([1]).clamp_min(1)
