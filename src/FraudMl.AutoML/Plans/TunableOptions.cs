namespace FraudMl;

internal static class TunableOptions
{
    /// <summary>Returns whether a learner has an option.</summary>
    public static bool Has(this ITrainer trainer, string option) => trainer.Options.GetType().GetProperty(option) is not null;

    /// <summary>Returns what a phase varies of a pipeline: the given space without what its learner does not have, or the learner's own ranges.</summary>
    public static ParameterSpace SpaceFor(this TuningPhase phase, FraudPipeline pipeline) => phase.Space is { } space
        ? space with { Parameters = [.. space.Parameters.Where(parameter => pipeline.Trainer.Has(parameter.Name))] }
        : ParameterSpace.Of(pipeline);
}
