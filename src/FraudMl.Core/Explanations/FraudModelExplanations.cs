namespace FraudMl;

public sealed partial class FraudModel
{
    private readonly Lazy<RowExplainer> _explainer;

    /// <value>What reasons say; null for input and value.</value>
    public ReasonTexts? Reasons { get; private init; }

    /// <value>The mean of each feature over the training rows, which linear models are explained against; empty when unknown.</value>
    internal ReadOnlyMemory<float> FeatureMeans { get; init; }

    internal RowExplainer Explainer => _explainer.Value;

    /// <summary>Returns the model with texts for its reasons; they are saved with it.</summary>
    /// <param name="texts">The texts by input.</param>
    /// <exception cref="FraudMlException">Thrown when a text or a hidden input names no input of the model.</exception>
    public FraudModel WithReasons(ReasonTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        string[] known = [.. Inputs.Select(input => input.Name), .. Features.Select(feature => feature.Source)];
        string[] unknown = [.. texts.Texts.Keys.Concat(texts.Hidden).Where(name => !known.Contains(name))];
        if (unknown.Length > 0)
            throw new FraudMlException($"Reason texts name inputs that the model does not have: {string.Join(", ", unknown)}. Its inputs are {string.Join(", ", known.Distinct())}.");
        return new FraudModel(Pipeline, _features, Scorer, Calibrator, Decision) { Windows = Windows, FeatureMeans = FeatureMeans, Reasons = texts };
    }

    /// <summary>Returns why each row of a dataset got its score: exact Shapley values of the model's log-odds.</summary>
    /// <param name="rows">Rows with the model's input columns.</param>
    /// <param name="top">The most reasons a row, at least 1. Default 5.</param>
    /// <returns>One explanation per row.</returns>
    /// <exception cref="FraudMlException">Thrown when the model has no exact explanation or an input column is missing.</exception>
    public IReadOnlyList<Explanation> Explain(Dataset rows, int top = 5)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        var explanations = new List<Explanation>(rows.RowCount);
        var features = new float[1024 * Features.Count];
        Score(rows, (block, _, probabilities) =>
        {
            _features.Gather(block, features);
            for (int row = 0; row < block.RowCount; row++)
                explanations.Add(Explainer.Explain(block, row, features.AsSpan(row * Features.Count, Features.Count), probabilities[row], top));
        });
        return explanations;
    }

    /// <summary>Returns why a transaction gets its score.</summary>
    /// <param name="row">The inputs by name: numbers, texts and times; an input that is left out or null is missing.</param>
    /// <param name="top">The most reasons, at least 1. Default 5.</param>
    /// <exception cref="FraudMlException">Thrown when the model has no exact explanation, or a value is not of its input's kind.</exception>
    public Explanation Explain(IReadOnlyDictionary<string, object?> row, int top = 5)
    {
        ArgumentNullException.ThrowIfNull(row);
        using ScoringRows rows = OpenRows(1);
        for (int input = 0; input < Inputs.Count; input++)
        {
            if (row.TryGetValue(Inputs[input].Name, out object? value) && value is not null) RowValues.Set(rows, input, Inputs[input], value);
        }
        rows.Score();
        return rows.Explain(0, top);
    }

    internal void Gather(RowBlock block, Span<float> features) => _features.Gather(block, features);
}
