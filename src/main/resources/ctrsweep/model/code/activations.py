def activate(x: Tensor, activation: str) -> Tensor:
  if activation == "relu":
    return torch.relu(x)
  if activation == "leaky_relu":
    return torch.leaky_relu(x, 0.01)
  if activation == "gelu":
    return torch.gelu(x)
  if activation == "tanh":
    return torch.tanh(x)
  if activation == "sigmoid":
    return torch.sigmoid(x)
  if activation == "elu":
    return torch.elu(x)
  if activation == "selu":
    return torch.selu(x)
  assert activation == "silu", "no such activation"
  return x * torch.sigmoid(x)
