namespace FraudMl;

public sealed partial record ParameterSpace
{
    /// <summary>Returns one space over several pipelines: their learners and resamplers as choices, each with the ranges that its options
    /// state, and the ranges of the steps that they share.</summary>
    /// <remarks>Learners are combined with resamplers freely. A search in it looks at all of them, where tuning the leader of a comparison
    /// looks at the leader's only.</remarks>
    /// <param name="pipelines">The pipelines, at least one, with the same steps.</param>
    /// <exception cref="FraudMlException">Thrown when there is none, or their steps differ.</exception>
    public static ParameterSpace Across(params FraudPipeline[] pipelines)
    {
        if (pipelines.Length == 0) throw new FraudMlException("A space across pipelines needs at least one.");
        string[] steps = [.. pipelines[0].Steps.Select(PartText.Of)];
        if (Array.Find(pipelines, other => !other.Steps.Select(PartText.Of).SequenceEqual(steps)) is { } different)
            throw new FraudMlException($"The pipelines {pipelines[0].Name} and {different.Name} have different steps, and one space across "
                + "them has the same. Tune them apart, or choose between steps by ChooseStep.");
        ParameterSpace space = Of(pipelines[0])
            .ChooseTrainer([.. pipelines.Select(pipeline => pipeline.Trainer).DistinctBy(PartText.Of)]);
        IResampler?[] resamplers = [.. pipelines.Select(pipeline => pipeline.Resampler)
            .DistinctBy(resampler => resampler is null ? "" : PartText.Of(resampler))];
        return resamplers is [null] ? space : space.ChooseResampler(resamplers);
    }

    /// <summary>Returns the space with a choice of what stands in the place of a step, each with the ranges that its options
    /// state.</summary>
    /// <param name="step">The place, from 0; places are those of the pipeline as it was given.</param>
    /// <param name="steps">The steps, at least one; null for none.</param>
    /// <exception cref="FraudMlException">Thrown when there are none.</exception>
    public ParameterSpace ChooseStep(int step, params IFeatureStep?[] steps) => Choose(PipelineSlots.Step(step), steps);
}
