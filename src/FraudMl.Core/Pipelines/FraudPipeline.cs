namespace FraudMl;

/// <summary>A pipeline ready to be fitted: steps, resampler, trainer, calibrator and decision. Immutable; <c>With</c> replaces a slot.</summary>
public sealed partial record FraudPipeline
{
    internal FraudPipeline(IReadOnlyList<IFeatureStep> steps, IResampler? resampler, ITrainer trainer, ICalibrator? calibrator, IDecisionRule? decision)
    {
        Steps = steps;
        Resampler = resampler;
        Trainer = trainer;
        Calibrator = calibrator;
        Decision = decision;
    }

    /// <value>The feature steps in order.</value>
    public IReadOnlyList<IFeatureStep> Steps { get; }

    /// <value>The resampler, if there is one; it works on training rows only.</value>
    public IResampler? Resampler { get; private init; }

    /// <value>The learner.</value>
    public ITrainer Trainer { get; private init; }

    /// <value>The calibrator, if there is one.</value>
    public ICalibrator? Calibrator { get; private init; }

    /// <value>How transactions are flagged, if that is decided here.</value>
    public IDecisionRule? Decision { get; private init; }

    /// <value>The learner and the resampler, for example <c>LightGBM + SMOTE</c>.</value>
    public string Name => Resampler is null ? Trainer.Name : $"{Trainer.Name} + {Resampler.Name}";

    /// <summary>Returns the pipeline with another learner.</summary>
    /// <param name="trainer">The learner.</param>
    public FraudPipeline With(ITrainer trainer) => this with { Trainer = trainer };

    /// <summary>Returns the pipeline with another resampler; null for none.</summary>
    /// <param name="resampler">The resampler.</param>
    public FraudPipeline With(IResampler? resampler) => this with { Resampler = resampler };

    /// <summary>Returns the pipeline with parameters of its learner set.</summary>
    /// <param name="parameters">Values by option name.</param>
    /// <exception cref="FraudMlException">Thrown when there is no such option or a value breaks its rule.</exception>
    public FraudPipeline With(ParameterSet parameters) => parameters.Values.Count == 0
        ? this
        : With(Trainer.With(OptionsValues.With(Trainer.Options, parameters)));

    /// <summary>Returns the pipeline without calibrator and decision, as cross-validation uses it.</summary>
    public FraudPipeline WithoutDecision() => this with { Calibrator = null, Decision = null };
}
