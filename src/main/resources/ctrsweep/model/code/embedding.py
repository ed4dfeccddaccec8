# Fields to three views: first order (B,1), FM's pairwise sum (B,1), and the flat concatenation (B, sum of d).
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
  sparse_fields : List[int]
  sparse_rows : List[int]
  sequence_lengths : List[int]
  sequence_rows : List[int]
  dense_fields : List[int]
  field_rows : List[int]
  field_projection : List[int]

  def flat(self: __torch__.embedding.Embedding, ws: List[Tensor], ids: Tensor, sequences: Tensor, dense: Tensor) -> Tensor:
    parts = annotate(List[Tensor], [])
    w = 0
    column = 0
    row = 0
    for g in range(len(self.sparse_fields)):
      local = ids[:, column:column + self.sparse_fields[g]] - row
      parts.append(torch.embedding(ws[w], local).flatten(1))
      w += 1
      column += self.sparse_fields[g]
      row += self.sparse_rows[g]
    column = 0
    for s in range(len(self.sequence_lengths)):
      local = sequences[:, column:column + self.sequence_lengths[s]] - row
      parts.append(__torch__.embedding.mean(torch.embedding(ws[w], local), local))
      w += 1
      column += self.sequence_lengths[s]
      row += self.sequence_rows[s]
    w += 1
    column = 0
    for g in range(len(self.dense_fields)):
      x = dense[:, column:column + self.dense_fields[g]]
      parts.append((x.unsqueeze(2) * ws[w] + ws[w + 1]).flatten(1))
      w += 2
      column += self.dense_fields[g]
    return torch.cat(parts, 1)

  def sums(self: __torch__.embedding.Embedding, ws: List[Tensor], ids: Tensor, sequences: Tensor, dense: Tensor) -> Tuple[Tensor, Tensor]:
    """First order (B,1), and FM (Rendle 2010) = 0.5 * sum_d[(sum_f e)^2 - sum_f e^2] (B,1) on the projected fields.

    Each table is projected to the shared width D once a step, instead of each row of the batch, and carries its first
    order weight and its squared length beside it: one sum over a row's fields gives all three sums.
    """
    tables = len(self.sparse_fields) + len(self.sequence_lengths)
    groups = len(self.dense_fields)
    projections = ws[tables + 1 + (2 * groups + 2 if groups > 0 else 0):]
    first = ws[tables]
    projected = annotate(List[Tensor], [])
    field = 0
    for g in range(tables):
      row = 0
      for f in range(self.sparse_fields[g] if g < len(self.sparse_fields) else 1):
        table = ws[g][row:row + self.field_rows[field]]
        projected.append(__torch__.embedding.project(table, projections, self.field_projection[field]))
        row += self.field_rows[field]
        field += 1
    e = torch.cat(projected, 0)
    table = torch.cat([e, first, e.square().sum([1], True)], 1)
    width = e.size(1)
    total = torch.embedding(table, ids).sum([1])

    column = 0
    row = 0
    for rows in self.sparse_rows:
      row += rows
    for s in range(len(self.sequence_lengths)):
      bag = sequences[:, column:column + self.sequence_lengths[s]]
      e = __torch__.embedding.mean(torch.embedding(table[:, :width + 1], bag), bag - row)
      total = total + torch.cat([e, e[:, :width].square().sum([1], True)], 1)
      column += self.sequence_lengths[s]
      row += self.sequence_rows[s]

    if groups > 0:
      a = annotate(List[Tensor], [])
      b = annotate(List[Tensor], [])
      for g in range(groups):
        for f in range(self.dense_fields[g]):
          a.append(__torch__.embedding.project(ws[tables + 1 + 2 * g][f:f + 1], projections, self.field_projection[field]))
          b.append(__torch__.embedding.project(ws[tables + 2 + 2 * g][f:f + 1], projections, self.field_projection[field]))
          field += 1
      weight = ws[tables + 2 * groups + 1]
      bias = ws[tables + 2 * groups + 2]
      total = total + __torch__.embedding.affine(dense, torch.cat(a, 0), torch.cat(b, 0), weight, bias)

    fm = 0.5 * (total[:, :width].square().sum([1], True) - total[:, width + 1:])
    return (total[:, width:width + 1], fm)

def project(x: Tensor, projections: List[Tensor], which: int) -> Tensor:
  """(n, d) -> (n, D); -1 where d is D already."""
  return x if which < 0 else x @ projections[which].t()

def mean(e: Tensor, ids: Tensor) -> Tensor:
  """(B, L, d) -> (B, d): the mean over the ids that are not padding; all padding gives 0."""
  return e.sum([1]) / (ids > 0).sum([1], True).clamp_min(1)

def affine(x: Tensor, a: Tensor, b: Tensor, first: Tensor, bias: Tensor) -> Tensor:
  """Dense fields e_f = x_f a_f + b_f: (B, n) -> (B, D + 2), the sums over f of e_f, of the first order and of |e_f|^2."""
  e = x @ a + b.sum([0])
  linear = x @ first.unsqueeze(1) + bias.sum()
  square = x.square() @ a.square().sum([1], True) + 2 * (x @ (a * b).sum([1], True)) + b.square().sum()
  return torch.cat([e, linear, square], 1)
