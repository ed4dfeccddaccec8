package ctrsweep.settings;

/// The embedding of the fields.
///
/// @param fmEmbedDim width D to which every field is projected for the pairwise part
/// @param embeddingL2Reg weight of the sum of squares of all parameters of the embedding
/// @param fieldWidths `own`: each field has the width of its data set, and a projection to D where it
///     differs; `shared`: every field is D wide
/// @param projection whether a field of another width than D is projected to it for the pairwise parts;
///     if not, widths must be equal
/// @param dense `embedded`: each number times a vector, plus a bias; `raw`: the numbers themselves, which
///     only the deep part sees
/// @param denseBias whether embedded numbers have the bias
/// @param unknown `zero`: row 0 of each table, unknown ids and padding, stays zero; `trained`: it is
///     learnt
/// @param variationalDropout weight of the penalty that makes a dropout rate learnt for each field fall
///     on fields that do not help (Chang, Rampasek and Goldenberg 2017); 0: none
/// @param initialization of the tables: `xavier`, `normal` (deviation `initialization_scale`), `uniform`
///     (up to the scale, both ways) or `zero`
public record FeatureSettings(
        int fmEmbedDim,
        double embeddingL2Reg,
        FieldWidths fieldWidths,
        boolean projection,
        DenseFields dense,
        boolean denseBias,
        UnknownIds unknown,
        double variationalDropout,
        TableInit initialization,
        double initializationScale) {
    static final FeatureSettings DEFAULTS = new FeatureSettings(
            /* fmEmbedDim= */ 16,
            /* embeddingL2Reg= */ 1e-5,
            FieldWidths.OWN,
            /* projection= */ true,
            DenseFields.EMBEDDED,
            /* denseBias= */ true,
            UnknownIds.ZERO,
            /* variationalDropout= */ 0,
            TableInit.XAVIER,
            /* initializationScale= */ 0.01);

    public FeatureSettings {
        Check.between("fm_embed_dim", fmEmbedDim, 1, 4096);
        Check.between("embedding_l2_reg", embeddingL2Reg, 0, 1e3);
        Check.between("variational_dropout", variationalDropout, 0, 1e3);
        Check.between("initialization_scale", initializationScale, Double.MIN_NORMAL, 10);
    }

    public enum FieldWidths {
        OWN,
        SHARED
    }

    public enum DenseFields {
        EMBEDDED,
        RAW
    }

    public enum UnknownIds {
        ZERO,
        TRAINED
    }

    public enum TableInit {
        XAVIER,
        NORMAL,
        UNIFORM,
        ZERO
    }
}
