namespace FraudMl;

/// <summary>Splits a model's margin into what each feature of a row adds to the margin expected of any row. Thread-safe.</summary>
internal abstract class ModelExplainer
{
    /// <summary>The margin expected when nothing is known of the row.</summary>
    public abstract double Expected { get; }

    /// <summary>Adds each feature's Shapley value to a row of contributions: together with <see cref="Expected"/>
    /// they are the margin.</summary>
    public abstract void Explain(ReadOnlySpan<float> features, Span<double> contributions);

    /// <summary>Returns the explainer of a model; of a linked one, that of the margins which its link takes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="means">The mean of each feature over the training rows, which linear models are explained against.</param>
    /// <exception cref="FraudMlException">Thrown when the model has no exact explanation.</exception>
    public static ModelExplainer Of(ScoringModel model, ReadOnlyMemory<float> means) =>
        model is LinkedModel linked ? Of(linked.Inner, means) : OfMargins(model, means);

    /// <summary>Returns the explainer of a model's own margins.</summary>
    protected static ModelExplainer OfMargins(ScoringModel model, ReadOnlyMemory<float> means) => model switch
    {
        TreeEnsemble trees => new TreeExplainer(trees),
        LinearModel linear => new LinearExplainer(linear, means),
        BlendedModel { TopShares: null } blend => new BlendExplainer(blend, means),
        BlendedModel => throw new FraudMlException(
            "A blend of ranks has no exact explanation: ranks are no sums. Blend by average or stacking where reasons are needed."),
        LinkedModel => throw new FraudMlException(
            "A blend with an isolation forest, or with a learner on positive and unlabelled rows, has no exact explanation: their log-odds "
            + "are no sums. Put Trainers.PositiveUnlabelled around the blend, or use IsolationScore as a step, where reasons are needed."),
        _ => throw new FraudMlException($"{model.GetType().Name} has no exact explanation: its trainer keeps the model closed. Use a "
            + $"linear model, trees, or a blend of them."),
    };
}
