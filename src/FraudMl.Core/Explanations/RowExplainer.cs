using System.Globalization;

namespace FraudMl;

/// <summary>Explains rows of a model by its raw inputs: features made from an input count for that input.</summary>
internal sealed class RowExplainer
{
    private const int StackCount = 512;

    private readonly ReasonTexts _texts;
    private readonly bool[] _isHidden;
    private readonly ModelExplainer _explainer;
    private readonly string[] _names;
    private readonly int[] _sourceOf;
    private readonly SchemaColumn[][] _inputsOf;

    public RowExplainer(FraudModel model)
    {
        _explainer = ModelExplainer.Of(model.Scorer, model.Parts.FeatureMeans);
        FeatureColumn[] sources = [.. model.Features.DistinctBy(feature => feature.Sources, SameSources.Instance)];
        Dictionary<IReadOnlyList<string>, int> places =
            sources.Index().ToDictionary(at => at.Item.Sources, at => at.Index, SameSources.Instance);
        _sourceOf = [.. model.Features.Select(feature => places[feature.Sources])];
        _names = Array.ConvertAll(sources, source => source.SourceText);
        _texts = model.Reasons ?? new();
        var hidden = _texts.Hidden.ToHashSet(StringComparer.Ordinal);
        _isHidden = Array.ConvertAll(sources, source => source.Sources.Append(source.SourceText).Any(hidden.Contains));
        Dictionary<string, SchemaColumn> inputs = model.Inputs.ToDictionary(input => input.Name, StringComparer.Ordinal);
        _inputsOf = Array.ConvertAll(sources, source => InputsOf(source, inputs));
    }

    /// <summary>What contributions are added up by: an input, or several joined by +.</summary>
    public IReadOnlyList<string> Sources => _names;

    /// <summary>Adds up the contributions of a row's features by source.</summary>
    public void Contribute(ReadOnlySpan<float> features, Span<double> byFeature, Span<double> bySource)
    {
        byFeature.Clear();
        bySource.Clear();
        _explainer.Explain(features, byFeature);
        for (int feature = 0; feature < byFeature.Length; feature++) bySource[_sourceOf[feature]] += byFeature[feature];
    }

    /// <summary>Explains a row of a block that has been scored.</summary>
    public Explanation Explain(RowBlock block, int row, ReadOnlySpan<float> features, double probability, int top)
    {
        Span<double> byFeature = features.Length <= StackCount ? stackalloc double[features.Length] : new double[features.Length];
        Span<double> bySource = _names.Length <= StackCount ? stackalloc double[_names.Length] : new double[_names.Length];
        Contribute(features, byFeature, bySource);
        Span<int> order = _names.Length <= StackCount ? stackalloc int[_names.Length] : new int[_names.Length];
        Span<double> largestFirst = _names.Length <= StackCount ? stackalloc double[_names.Length] : new double[_names.Length];
        double margin = _explainer.Expected;
        for (int source = 0; source < order.Length; source++)
        {
            margin += bySource[source];
            (order[source], largestFirst[source]) = (source, -Math.Abs(bySource[source]));
        }

        largestFirst.Sort(order);
        var contributions = new InputContribution[_names.Length];
        var reasons = new List<Reason>(Math.Min(top, order.Length));
        for (int i = 0; i < order.Length; i++)
        {
            int source = order[i];
            contributions[i] = new(_names[source], bySource[source]);
            if (reasons.Count < top && bySource[source] > 0 && !_isHidden[source]) reasons.Add(ReasonOf(block, row, source, bySource[source]));
        }

        return new(probability, margin, _explainer.Expected, reasons, contributions);
    }

    private Reason ReasonOf(RowBlock block, int row, int source, double contribution)
    {
        string? value = ValueOf(block, row, _inputsOf[source]);
        return new(_names[source], value, contribution, _texts.Of(_names[source], value));
    }

    private static SchemaColumn[] InputsOf(FeatureColumn feature, Dictionary<string, SchemaColumn> inputs) =>
        [.. feature.Sources.Select(inputs.GetValueOrDefault).OfType<SchemaColumn>()];

    private static string? ValueOf(RowBlock block, int row, SchemaColumn[] inputs)
    {
        if (inputs.Length == 1) return ValueOf(block, row, inputs[0]);
        string?[] values = Array.ConvertAll(inputs, input => ValueOf(block, row, input));
        return string.Join(", ", values.Select(value => value ?? "missing"));
    }

    private static string? ValueOf(RowBlock block, int row, SchemaColumn input)
    {
        switch (input.Kind)
        {
            case ColumnKind.Number:
                float number = block.Numbers(input.Slot)[row];
                return float.IsNaN(number) ? null
                    : input.Origin != 0 ? (number + input.Origin).ToString(CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture);
            case ColumnKind.Text:
                int code = block.Codes(input.Slot)[row];
                return code >= 0 ? input.Texts![code] : code == TextDictionary.Missing ? null : "a value that training did not see";
            default:
                long microseconds = block.Timestamps(input.Slot)[row];
                return microseconds == TimestampColumn.Missing
                    ? null
                    : UtcTime.Text(microseconds, "yyyy-MM-ddTHH:mm:ss");
        }
    }

    private sealed class SameSources : IEqualityComparer<IReadOnlyList<string>>
    {
        public static SameSources Instance { get; } = new();

        public bool Equals(IReadOnlyList<string>? x, IReadOnlyList<string>? y) => x!.SequenceEqual(y!);

        public int GetHashCode(IReadOnlyList<string> sources) => string.Join('+', sources).GetHashCode(StringComparison.Ordinal);
    }
}
