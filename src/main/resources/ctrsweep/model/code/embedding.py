# The embedding of all fields: first order, FM's pairwise sum, and the flat concatenation for a DNN.
#
# Rows of all tables are numbered through: an id is its table's offset plus the id within the field. Row 0 of each table,
# the unknown and the padding, is zero. Tables of one width stand together, so that one look-up serves them all.
#
# ws, in order: a table for each group of sparse fields, one for each sequence, the first order weights (rows, 1), weight
# and bias (fields, d) for each group of dense fields, their first order weights and biases (fields), and a projection
# (D, d) for each field whose width d is not D.
class Embedding(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  width : int
  sparse_fields : List[int]
  sparse_rows : List[int]
  sequence_lengths : List[int]
  sequence_rows : List[int]
  dense_fields : List[int]
  field_rows : List[int]
  field_projection : List[int]

  def forward(self: __torch__.embedding.Embedding, ws: List[Tensor], ids: Tensor, sequences: Tensor, dense: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    """ids (B, S), sequences (B, L), dense (B, n) -> first order (B, 1), FM (B, 1), flat (B, sum of d).

    FM (Rendle 2010) = 0.5 * sum_d[(sum_f e)^2 - sum_f e^2] on the fields projected to the shared width D. Tables are
    projected once a step, instead of every row of the batch, and carry all that a row needs beside each other: its own
    vector, then the projected one, its first order weight and its squared length. So one look-up gives everything, and
    sums over a row's fields give the sums of FM.
    """
    D = self.width
    groups = len(self.sparse_fields)
    tables = groups + len(self.sequence_lengths)
    projections = ws[tables + 1 + (2 * len(self.dense_fields) + 2 if len(self.dense_fields) > 0 else 0):]
    parts = annotate(List[Tensor], [])
    sums = annotate(List[Tensor], [])
    column, row, field = 0, 0, 0

    for g in range(groups):
      n, rows, d = self.sparse_fields[g], self.sparse_rows[g], ws[g].size(1)
      e = __torch__.embedding.project(ws[g], self.field_rows[field:field + n], projections, self.field_projection[field:field + n])
      table = torch.cat([ws[g], e, ws[tables][row:row + rows], e.square().sum([1], True)], 1)
      own, pairs = torch.split_with_sizes(torch.embedding(table, ids[:, column:column + n] - row), [d, D + 2], 2)
      parts.append(own.flatten(1))
      sums.append(pairs.sum([1]))
      column, row, field = column + n, row + rows, field + n

    column = 0
    for s in range(len(self.sequence_lengths)):
      n, rows, w = self.sequence_lengths[s], self.sequence_rows[s], ws[groups + s]
      e = __torch__.embedding.project(w, [rows], projections, self.field_projection[field:field + 1])
      table = torch.cat([w, e, ws[tables][row:row + rows]], 1)
      bag = sequences[:, column:column + n] - row
      own, pair, first = torch.split_with_sizes(__torch__.embedding.mean(torch.embedding(table, bag), bag), [w.size(1), D, 1], 1)
      parts.append(own)
      sums.append(torch.cat([pair, first, pair.square().sum([1], True)], 1))
      column, row, field = column + n, row + rows, field + 1

    if len(self.dense_fields) > 0:
      column = 0
      a, b = annotate(List[Tensor], []), annotate(List[Tensor], [])
      for g in range(len(self.dense_fields)):
        n, weight, bias = self.dense_fields[g], ws[tables + 1 + 2 * g], ws[tables + 2 + 2 * g]
        ones = [1 for f in range(n)]
        parts.append((dense[:, column:column + n].unsqueeze(2) * weight + bias).flatten(1))
        a.append(__torch__.embedding.project(weight, ones, projections, self.field_projection[field:field + n]))
        b.append(__torch__.embedding.project(bias, ones, projections, self.field_projection[field:field + n]))
        column, field = column + n, field + n
      last = tables + 1 + 2 * len(self.dense_fields)
      sums.append(__torch__.embedding.affine(dense, torch.cat(a, 0), torch.cat(b, 0), ws[last], ws[last + 1]))

    total = sums[0]
    for other in sums[1:]:
      total = total + other
    e, first_order, square = torch.split_with_sizes(total, [D, 1, 1], 1)
    fm = 0.5 * (e.square().sum([1], True) - square)
    return (first_order, fm, torch.cat(parts, 1))

def project(x: Tensor, rows: List[int], projections: List[Tensor], which: List[int]) -> Tensor:
  """(n, d) -> (n, D): the fields' rows stand one below the other, and each field has its projection; -1 where d is D."""
  parts = torch.split_with_sizes(x, rows, 0)
  projected = annotate(List[Tensor], [])
  for f in range(len(rows)):
    projected.append(parts[f] if which[f] < 0 else parts[f] @ projections[which[f]].t())
  return torch.cat(projected, 0)

def mean(e: Tensor, ids: Tensor) -> Tensor:
  """(B, L, d) -> (B, d): the mean over the ids that are not padding; all padding gives 0."""
  return e.sum([1]) / (ids > 0).sum([1], True).clamp_min(1)

def affine(x: Tensor, a: Tensor, b: Tensor, first: Tensor, bias: Tensor) -> Tensor:
  """Dense fields e_f = x_f a_f + b_f: (B, n) -> (B, D + 2), the sums over f of e_f, of the first order and of |e_f|^2."""
  e = x @ a + b.sum([0])
  linear = x @ first.unsqueeze(1) + bias.sum()
  square = x.square() @ a.square().sum([1], True) + 2 * (x @ (a * b).sum([1], True)) + b.square().sum()
  return torch.cat([e, linear, square], 1)
