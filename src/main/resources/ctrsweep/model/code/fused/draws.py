# What dropout and variational dropout of K trials draw in one training step.
#
# On the CPU each trial has PyTorch's own generator, as if it trained alone. TorchScript cannot make a generator on a device, so
# there every number is a function of the trial's seed for the step and its place (column, row): of a word w of 64 random bits
# that belongs to the place, in all steps and trials, and of two numbers a and b that follow from the seed, it is the upper half
# of z^2 + z with z = a w + b modulo 2^64: a multiply-add hash (Dietzfelbinger 1996) and then a round of the middle squares of
# Widynski 2020 ("Squares"). All devices, and the CPU, compute the same bits, in any order, and nothing has a state.
#
# drops: whether any trial's rate is above 0. rates (K, J): on the CPU; generators: of each trial, or none on a device. bytes (K,
# columns, rows / 4, 4) uint8: what a device draws. scales (J, K, 1): by what the numbers that are kept are multiplied, layer by
# layer; masks: which are kept, (K, columns, B), of all layers.
class Draws(NamedTuple):
  drops : bool
  rates : Tensor
  generators : List[Generator]
  bytes : Tensor
  masks : Tensor
  scales : Tensor
  like : Tensor

def none(like: Tensor) -> __torch__.draws.Draws:
  return __torch__.draws.Draws(False, like, annotate(List[Generator], []), like, like, like, like)

def on_host(seeds: Tensor, rates: Tensor, drops: bool, like: Tensor) -> __torch__.draws.Draws:
  """seeds (K) int64."""
  generators = annotate(List[Generator], [])
  for seed in annotate(List[int], seeds.tolist()):
    generators.append(torch.Generator(device=like.device, seed=seed))
  return __torch__.draws.Draws(drops, rates, generators, like, like, like, like)

def on_device(keys: Tensor, words: Tensor, layers: Tensor, limits: Tensor, scales: Tensor, drops: bool, B: int, like: Tensor) -> __torch__.draws.Draws:
  """keys (2, K, 1, 1) int64: a and b of each trial. words (columns, at least B / 4) int64. layers (columns): of each column the
  place of its limit among limits (J, K, 1), below which a byte drops its number."""
  n = (B + 3) // 4
  z = torch.addcmul(keys[1], words if words.size(1) == n else words[:, :n], keys[0])
  z = z.addcmul_(z, z)
  bytes = torch.slice(torch.view_copy(z, dtype=0).view([z.size(0), z.size(1), n, 8]), 3, 4)
  masks = like
  if drops:
    masks = torch.ge(bytes, limits.index_select(0, layers).transpose(0, 1).unsqueeze(3)).view([z.size(0), z.size(1), 4 * n])
    if 4 * n > B:
      masks = torch.slice(masks, 2, 0, B)
  return __torch__.draws.Draws(drops, like, annotate(List[Generator], []), bytes, masks, scales, like)

def words(columns: int, rows: int, like: Tensor) -> Tensor:
  """(columns, rows / 4, rounded up) int64: the words of `columns` numbers of each row. Philox 2x32 with 7 rounds (Salmon, Moraes,
  Dror and Shaw 2011) of the key 0.

  A word is two halves, each an int64 of at most 32 bits. No product overflows: the multiplier 0xD256D193 is used less 2^32,
  which makes the product smaller by x * 2^32.
  """
  n, mask = (rows + 3) // 4, 4294967295
  key = 0
  x = torch.arange(n, dtype=4, device=like.device).unsqueeze(0) + torch.zeros([columns, 1], dtype=4, device=like.device)
  y = torch.arange(columns, dtype=4, device=like.device).unsqueeze(1) + torch.zeros([1, n], dtype=4, device=like.device)
  for i in range(7):
    product = x * -766062189
    low = torch.bitwise_and(product, mask)
    x = torch.bitwise_xor(product.bitwise_right_shift_(32).add_(x).bitwise_xor_(key), y)
    y = low
    key = (key + 2654435769) & mask
  return x.bitwise_left_shift_(32).bitwise_xor_(y)

def kept(draws: __torch__.draws.Draws, rows: int, columns: int, rate: int, first: int) -> Tuple[Tensor, Tensor]:
  """Which numbers dropout leaves of (K, columns, rows), each with probability 1 - the trial's rate; and by what those that stay are
  multiplied, (K, 1, 1): one over that probability, a multiple of 1 / 256 that is right on average.

  On the CPU the bits are those that a trial alone draws, see the other `draws.py`. On a device a byte decides, from column
  `first` on.
  """
  if len(draws.generators) == 0:
    return (torch.slice(draws.masks, 1, first, first + columns), draws.scales[rate].unsqueeze(2))
  masks, scales = annotate(List[Tensor], []), annotate(List[float], [])
  for k, generator in enumerate(draws.generators):
    chance = float(draws.rates[k, rate])
    mask = torch.ones([rows, columns], dtype=6, device=draws.like.device)
    scale = 1.
    if chance > 0.:
      dropped = int(chance * 256 + float(torch.rand([1], generator=generator)))
      words = torch.empty([(mask.numel() + 7) // 8], dtype=4)
      words.random_(-9223372036854775807 - 1, None, generator=generator)
      torch.ge(torch.view_copy(words, dtype=0)[:mask.numel()].view(mask.size()), dropped, out=mask)
      scale = 256 / (256 - dropped)
    masks.append(mask.t())
    scales.append(scale)
  return (torch.stack(masks), torch.tensor(scales, dtype=6).view([-1, 1, 1]))

def uniform(draws: __torch__.draws.Draws, rows: int, columns: int) -> Tensor:
  """(K, columns, rows) between 0 and 1; on a device the middles of 65,536 equal parts, from the first 2 * columns bytes."""
  if len(draws.generators) == 0:
    upper, lower = torch.split(draws.bytes[:, :2 * columns].flatten(2)[:, :, :rows].to(6), columns, 1)
    return (upper * 256 + lower + 0.5) / 65536
  found = annotate(List[Tensor], [])
  for generator in draws.generators:
    found.append(torch.rand([rows, columns], generator=generator, dtype=6, device=draws.like.device).t())
  return torch.stack(found)
