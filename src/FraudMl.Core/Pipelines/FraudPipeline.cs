using System.Diagnostics.CodeAnalysis;

namespace FraudMl;

/// <summary>A pipeline ready to be fitted: steps, resampler, trainer, calibrator and decision. Immutable;
/// <c>With</c> replaces a slot.</summary>
public sealed partial record FraudPipeline
{
    private const int LongestName = 100;

    internal FraudPipeline(IReadOnlyList<IFeatureStep> steps, IResampler? resampler, ITrainer trainer, ICalibrator? calibrator,
        IDecisionRule? decision)
    {
        Steps = steps;
        Resampler = resampler;
        Trainer = trainer;
        Calibrator = calibrator;
        Decision = decision;
    }

    /// <value>The feature steps in order.</value>
    public IReadOnlyList<IFeatureStep> Steps { get; private init; }

    /// <value>The resampler, if there is one; it works on training rows only.</value>
    public IResampler? Resampler { get; private init; }

    /// <value>The learner.</value>
    public ITrainer Trainer { get; private init; }

    /// <value>The calibrator, if there is one.</value>
    public ICalibrator? Calibrator { get; private init; }

    /// <value>How transactions are flagged, if that is decided here.</value>
    public IDecisionRule? Decision { get; private init; }

    /// <value>The name given by <see cref="Named"/>; else the learner and the resampler, for example <c>LightGBM + SMOTE</c>.</value>
    public string Name => GivenName ?? (Resampler is null ? Trainer.Name : $"{Trainer.Name} + {Resampler.Name}");

    internal string? GivenName { get; init; }

    /// <summary>Returns the pipeline under a name of its own, as experiments, reports, runs and the fitted model show it.</summary>
    /// <remarks>The same pipeline with other options keeps the name; with another part it is another pipeline, and has none.</remarks>
    /// <param name="name">The name, at most 100 characters on one line.</param>
    /// <exception cref="FraudMlException">Thrown when the name is blank, too long or has control characters.</exception>
    public FraudPipeline Named(string name) => !string.IsNullOrWhiteSpace(name) && name.Length <= LongestName && !name.Any(char.IsControl)
        ? this with { GivenName = name }
        : throw new FraudMlException(FormattableString.Invariant(
            $"The name of a pipeline must be one line of at most {LongestName} characters, not blank."));

    /// <summary>Returns the pipeline as data: what it is made of and every option.</summary>
    /// <exception cref="FraudMlException">
    /// Thrown when a part can't be data: it holds C# of this process, or its class has no <see cref="DefinedAsAttribute"/>.
    /// </exception>
    [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
    public PipelineDefinition ToDefinition() => new()
    {
        Name = GivenName,
        Steps = [.. Steps.Select(DefinedParts.Define)],
        Resampler = Resampler is null ? null : DefinedParts.Define(Resampler),
        Trainer = DefinedParts.Define(Trainer),
        Calibrator = Calibrator is null ? null : DefinedParts.Define(Calibrator),
        Decision = Decision is null ? null : DefinedParts.Define(Decision),
    };

    /// <summary>Returns the pipeline with another learner.</summary>
    /// <param name="trainer">The learner.</param>
    /// <exception cref="FraudMlException">Thrown when its options break a rule.</exception>
    public FraudPipeline With(ITrainer trainer) => this with { Trainer = trainer.Checked(), GivenName = null };

    /// <summary>Returns the pipeline with this resampler; <see cref="WithoutResampler"/> takes it out.</summary>
    /// <param name="resampler">The resampler.</param>
    /// <exception cref="FraudMlException">Thrown when its options break a rule.</exception>
    public FraudPipeline With(IResampler resampler) => this with { Resampler = resampler.Checked(), GivenName = null };

    /// <summary>Returns the pipeline with this calibrator; <see cref="WithoutCalibrator"/> takes it out.</summary>
    /// <param name="calibrator">The calibrator.</param>
    /// <exception cref="FraudMlException">Thrown when its options break a rule.</exception>
    public FraudPipeline With(ICalibrator calibrator) => this with { Calibrator = calibrator.Checked(), GivenName = null };

    /// <summary>Returns the pipeline with this decision rule; <see cref="WithoutDecision"/> takes it out.</summary>
    /// <param name="decision">The rule.</param>
    /// <exception cref="FraudMlException">Thrown when its options break a rule.</exception>
    public FraudPipeline With(IDecisionRule decision) => this with { Decision = decision.Checked(), GivenName = null };

    /// <summary>Returns the pipeline with other steps.</summary>
    /// <param name="steps">The steps in order.</param>
    /// <exception cref="FraudMlException">Thrown when their options break a rule.</exception>
    public FraudPipeline With(IReadOnlyList<IFeatureStep> steps) => this with
    {
        Steps = [.. steps.Select(step => step.Checked())], GivenName = null,
    };

    /// <summary>Returns the pipeline with parameters set, anywhere in it: whole parts first, then options of the parts.</summary>
    /// <param name="parameters">
    /// Values by slot and option: <c>trainer.LeafCount</c>, <c>resampler.TargetRatio</c>, <c>steps[2].BinCount</c>, <c>calibrator.…</c>,
    /// <c>decision.…</c>, <c>trainer.members[1].LeafCount</c>; an option that only one part has needs no slot. A slot by itself, such as
    /// <c>trainer</c> or <c>trainer.members[1]</c>, takes a part.
    /// </param>
    /// <exception cref="FraudMlException">Thrown when there is no such slot or option, or a value breaks its rule.</exception>
    public FraudPipeline With(ParameterSet parameters) => parameters.Values.Count == 0 ? this : PipelineSlots.With(this, parameters);

    /// <summary>Returns the pipeline without a resampler.</summary>
    public FraudPipeline WithoutResampler() => this with { Resampler = null, GivenName = null };

    /// <summary>Returns the pipeline without a calibrator.</summary>
    public FraudPipeline WithoutCalibrator() => this with { Calibrator = null, GivenName = null };

    /// <summary>Returns the pipeline without a decision rule.</summary>
    public FraudPipeline WithoutDecision() => this with { Decision = null, GivenName = null };

    /// <summary>Returns steps, resampler, learner, calibrator and decision, one a line, each with the options that differ from its
    /// defaults.</summary>
    public override string ToString() => PipelineText.Of(this);
}
