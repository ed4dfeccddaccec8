package ctrsweep.settings;

/// The loss that training minimises.
///
/// @param name `bce` (of logits) or `focal` (Lin et al. 2017) for clicks, `mse` for ratings
/// @param labelSmoothing s turns the labels 0 and 1 into s/2 and 1 - s/2
/// @param focalGamma how much less what is predicted well counts
/// @param focalAlpha weight of the positives, 1 - alpha that of the negatives; negative: both weigh 1
public record LossSettings(LossName name, double labelSmoothing, double focalGamma, double focalAlpha) {
    static final LossSettings DEFAULTS =
            new LossSettings(LossName.BCE, /* labelSmoothing= */ 0, /* focalGamma= */ 2, /* focalAlpha= */ 0.25);

    public LossSettings {
        Check.between("label_smoothing", labelSmoothing, 0, 0.99);
        Check.between("focal_gamma", focalGamma, 0, 100);
        Check.between("focal_alpha", focalAlpha, -1, 1);
    }

    public enum LossName implements SettingReader {
        BCE,
        @Reads({"loss.focal_gamma", "loss.focal_alpha"})
        FOCAL,
        MSE
    }
}
