namespace FraudMl;

/// <summary>Exact for a weighted sum of margins: Shapley values add up as the margins do.</summary>
internal sealed class BlendExplainer : ModelExplainer
{
    private readonly ModelExplainer[] _members;
    private readonly double[] _weights;

    public BlendExplainer(BlendedModel blend, ReadOnlyMemory<float> means)
    {
        _members = [.. blend.Models.Select(model => OfMargins(model, means))];
        _weights = blend.Weights;
        Expected = blend.Bias + _members.Zip(_weights, (member, weight) => weight * member.Expected).Sum();
    }

    public override double Expected { get; }

    public override void Explain(ReadOnlySpan<float> features, Span<double> contributions)
    {
        var own = new double[contributions.Length];
        for (int member = 0; member < _members.Length; member++)
        {
            Array.Clear(own);
            _members[member].Explain(features, own);
            for (int feature = 0; feature < own.Length; feature++) contributions[feature] += _weights[member] * own[feature];
        }
    }
}
