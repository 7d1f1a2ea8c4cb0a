namespace FraudMl;

/// <summary>Exact for a linear model with independent features: weight × (value − mean) (Lundberg and Lee 2017, corollary 1).</summary>
internal sealed class LinearExplainer : ModelExplainer
{
    private readonly LinearModel _model;
    private readonly ReadOnlyMemory<float> _means;

    public LinearExplainer(LinearModel model, ReadOnlyMemory<float> means)
    {
        (_model, _means) = (model, means);
        Expected = model.Bias;
        for (int i = 0; i < means.Length; i++) Expected += (double)model.Weights[i] * means.Span[i];
    }

    public override double Expected { get; }

    public override void Explain(ReadOnlySpan<float> features, Span<double> contributions)
    {
        ReadOnlySpan<float> means = _means.Span;
        for (int i = 0; i < features.Length; i++)
            contributions[i] += _model.Weights[i] * ((double)features[i] - (means.Length > 0 ? means[i] : 0));
    }
}
