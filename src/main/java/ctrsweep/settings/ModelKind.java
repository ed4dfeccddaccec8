package ctrsweep.settings;

/// A model, as far as settings are concerned: its name and what it reads. Package `model` has the models.
public interface ModelKind extends SettingReader {}
