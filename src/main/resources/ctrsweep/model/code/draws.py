# What dropout and variational dropout draw in one training step.
#
# On the host PyTorch's own generator draws: it is the fastest there. TorchScript cannot make a generator on a device, so there
# every number is a function of the step's seed and its place in the batch (row, column), by Philox 2x32 with 7 rounds (Salmon,
# Moraes, Dror and Shaw 2011). All devices, and the CPU, compute the same bits, in any order, and nothing has a state.
#
# logits: those of the step, which a script with a `gradient` of its own leaves here.
class Draws(NamedTuple):
  generator : Optional[Generator]
  numbers : Tensor
  logits : List[Tensor]

def on_host(seed: int, like: Tensor) -> __torch__.draws.Draws:
  generator = annotate(Optional[Generator], torch.Generator(device=like.device, seed=seed))
  return __torch__.draws.Draws(generator, torch.empty([0, 0], dtype=2, device=like.device), annotate(List[Tensor], []))

def on_device(seed: int, like: Tensor, columns: int) -> __torch__.draws.Draws:
  """numbers: (B, columns or up to 3 more) int16, uniform over all 65,536. Four come from a counter, so that a step draws once for
  all of its layers, each of which has columns of its own."""
  B, counters = like.size(0), (columns + 3) // 4
  words = __torch__.draws.philox(seed, B * counters, like) if columns > 0 else torch.empty([0], dtype=4, device=like.device)
  return __torch__.draws.Draws(annotate(Optional[Generator], None), torch.view_copy(words, dtype=2).view([B, 4 * counters]), annotate(List[Tensor], []))

def philox(seed: int, counters: int, like: Tensor) -> Tensor:
  """64 random bits as int64 for each counter from 0: the block's second word is the lower half, its first word the upper.

  The key is the lower half of the seed; the upper half is the upper word of each counter. A word is an int64 of at most 32 bits.
  No product overflows: the multiplier 0xD256D193 is used less 2^32, which makes the product smaller by x * 2^32.
  """
  mask = 4294967295
  key, upper = seed & mask, (seed >> 32) & mask
  x = torch.arange(counters, dtype=4, device=like.device)
  y = x
  for i in range(7):
    product = x * -766062189
    low = torch.bitwise_and(product, mask)
    x = product.bitwise_right_shift_(32).add_(x).bitwise_xor_(key ^ upper if i == 0 else key)
    if i > 0:
      x = x.bitwise_xor_(y)
    y = low
    key = (key + 2654435769) & mask
  return x.bitwise_left_shift_(32).bitwise_xor_(y)

def kept(draws: __torch__.draws.Draws, rows: int, columns: int, rate: float, first: int, like: Tensor) -> Tuple[Tensor, float]:
  """Which numbers dropout leaves of (rows, columns), each with probability 1 - `rate`, as 1 and 0; and that probability.

  On the host 8 random bits decide, eight numbers to an int64, drawn by a call that fills all 64 bits: many times faster
  than a draw for each number. The probability is then a multiple of 1/256, drawn for the call from the two beside the
  wanted one so that it is right on average, and the one given is its true value. On a device 16 bits decide, from column
  `first` on: the probability is the multiple of 1/65536 that is nearest.
  """
  generator = draws.generator
  if generator is not None:
    mask = torch.empty([rows, columns], dtype=6, device=like.device)
    dropped = int(rate * 256 + float(torch.rand([1], generator=generator)))
    words = torch.empty([(mask.numel() + 7) // 8], dtype=4)
    words.random_(-9223372036854775807 - 1, None, generator=generator)
    torch.ge(torch.view_copy(words, dtype=0)[:mask.numel()].view(mask.size()), dropped, out=mask)
    return (mask, (256 - dropped) / 256)
  dropped = min(int(rate * 65536 + 0.5), 65535)
  return (torch.ge(draws.numbers[:, first:first + columns], dropped - 32768).to(6), (65536 - dropped) / 65536)

def uniform(draws: __torch__.draws.Draws, rows: int, columns: int, like: Tensor) -> Tensor:
  """(rows, columns) between 0 and 1; on a device the middles of 65,536 equal parts, from the first columns."""
  generator = draws.generator
  if generator is not None:
    return torch.rand([rows, columns], generator=generator, dtype=6, device=like.device)
  return (draws.numbers[:, :columns].to(6) + 32768.5) / 65536
