namespace FraudMl;

/// <summary>The (weighted) mean of the members' margins.</summary>
[DefinedAs("Trainers.Average")]
internal sealed class AverageTrainer(IReadOnlyList<ITrainer> members, AverageOptions options) : BlendTrainer(members, options)
{
    public override string Name => $"Average of {MemberNames}";

    protected override ITrainer Of(IReadOnlyList<ITrainer> members, ValidatedOptions options) =>
        new AverageTrainer(members, options.As<AverageOptions>(Name));

    protected override BlendedModel Blend(IReadOnlyList<ScoringModel> models, TrainingData data, TrainingContext context)
    {
        if (options.Weights.Count > 0 && options.Weights.Count != Members.Count)
            throw new FraudMlException($"{Name} needs one weight per learner, or none. Got {options.Weights.Count} weights "
                + $"for {Members.Count} learners.");
        return BlendedModel.Average(models, options.Weights.Count > 0 ? options.Weights : null);
    }
}
