# A trained model to be used elsewhere, with some rows to check it by.
class Exported(Module):
  __parameters__ = []
  __buffers__ = ["weights", "statistics", "example_ids", "example_sequences", "example_dense", "example_predictions"]
  training : bool
  model : __torch__.training.Training
  probabilities : bool
  weights : Tensor
  statistics : Tensor
  example_ids : Tensor
  example_sequences : Tensor
  example_dense : Tensor
  example_predictions : Tensor

  def forward(self: __torch__.exported.Exported, ids: Tensor, sequences: Tensor, dense: Tensor) -> Tensor:
    """ids (B, S) and sequences (B, L) int32, as row numbers; dense (B, n) float32 -> predictions (B): probabilities, or ratings."""
    outputs = self.model.forward(self.weights, self.statistics, ids, sequences, dense, False, False, 0).squeeze(1)
    return torch.sigmoid(outputs) if self.probabilities else outputs
