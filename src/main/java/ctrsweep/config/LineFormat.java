package ctrsweep.config;

/// A form in which a line of output contains numbers.
public enum LineFormat {
    /// A JSON object, as `{"epoch": 3, "val.auc": 0.7}`.
    JSON,
    /// Names and numbers, as `Epoch 3/10 loss=0.41 val_auc: 0.7`.
    KEY_VALUE
}
