namespace FraudMl;

/// <summary>Composes a <see cref="FraudPipeline"/>; stages are verbs, and what goes in is a noun from a catalogue.</summary>
public sealed class FraudPipelineBuilder
{
    private readonly List<IFeatureStep> _steps = [];
    private IResampler? _resampler;
    private ITrainer? _trainer;
    private ICalibrator? _calibrator;
    private IDecisionRule? _decision;
    private bool _built;

    /// <summary>Adds a feature step.</summary>
    /// <param name="step">The step.</param>
    /// <exception cref="FraudMlException">
    /// Thrown when its options break a rule, or after <see cref="Resample"/> or <see cref="Train"/>: features come first.
    /// </exception>
    public FraudPipelineBuilder Step(IFeatureStep step)
    {
        RequireOpen();
        if (_resampler is not null || _trainer is not null)
            throw new FraudMlException($"{step.Name} must be added before {(_resampler is not null ? "Resample" : "Train")}: features are "
                + $"made before rows are resampled and learned from.");
        _steps.Add(step.Checked());
        return this;
    }

    /// <summary>Sets the resampler; it is applied to training rows only and is never part of the fitted model.</summary>
    /// <param name="resampler">The resampler.</param>
    /// <exception cref="FraudMlException">Thrown when its options break a rule, or there is one already.</exception>
    public FraudPipelineBuilder Resample(IResampler resampler)
    {
        RequireOpen();
        _resampler = Only(_resampler, resampler, nameof(Resample));
        return this;
    }

    /// <summary>Sets the learner.</summary>
    /// <param name="trainer">The learner.</param>
    /// <exception cref="FraudMlException">Thrown when its options break a rule, or there is one already.</exception>
    public FraudPipelineBuilder Train(ITrainer trainer)
    {
        RequireOpen();
        _trainer = Only(_trainer, trainer, nameof(Train));
        return this;
    }

    /// <summary>Sets the calibrator; it is fitted on out-of-fold scores at the natural class ratio.</summary>
    /// <param name="calibrator">The calibrator.</param>
    /// <exception cref="FraudMlException">Thrown when its options break a rule, or there is one already.</exception>
    public FraudPipelineBuilder Calibrate(ICalibrator calibrator)
    {
        RequireOpen();
        _calibrator = Only(_calibrator, calibrator, nameof(Calibrate));
        return this;
    }

    /// <summary>Sets how transactions are flagged.</summary>
    /// <param name="decision">The rule.</param>
    /// <exception cref="FraudMlException">Thrown when its options break a rule, or there is one already.</exception>
    public FraudPipelineBuilder DecideBy(IDecisionRule decision)
    {
        RequireOpen();
        _decision = Only(_decision, decision, nameof(DecideBy));
        return this;
    }

    /// <summary>Returns the pipeline; the builder can't be changed afterwards.</summary>
    /// <exception cref="FraudMlException">Thrown without a trainer.</exception>
    public FraudPipeline Build()
    {
        if (_trainer is null)
            throw new FraudMlException("A pipeline needs a learner. Add one with .Train(Trainers.…()).");
        _built = true;
        return new FraudPipeline([.. _steps], _resampler, _trainer, _calibrator, _decision);
    }

    private static T Only<T>(T? before, T part, string stage)
        where T : class, IPart
    {
        if (before is null) return part.Checked();
        throw new FraudMlException($"{stage} sets {part.Name}, and this pipeline has {before.Name} already: take one of the two out, or "
            + $"use pipeline.With(…) to replace it.");
    }

    private void RequireOpen()
    {
        if (_built)
            throw new FraudMlException("This builder has built its pipeline and can't be changed. Use pipeline.With(…) or a new builder.");
    }

    /// <summary>Returns what was added so far.</summary>
    public override string ToString() =>
        $"{RecordText.List(_steps)}{(_resampler is null ? "" : $", {_resampler}")}, {_trainer?.ToString() ?? "no learner yet"}";
}
