using System.Globalization;

namespace FraudMl;

/// <summary>Explains rows of a model by its raw inputs: features made from an input count for that input.</summary>
internal sealed class RowExplainer
{
    private const int StackCount = 512;

    private readonly FraudModel _model;
    private readonly ReasonTexts _texts;
    private readonly bool[] _isHidden;
    private readonly ModelExplainer _explainer;
    private readonly string[] _sources;
    private readonly int[] _sourceOf;
    private readonly SchemaColumn[][] _inputsOf;

    public RowExplainer(FraudModel model)
    {
        _model = model;
        _explainer = ModelExplainer.Of(model.Scorer, model.Parts.FeatureMeans);
        _sources = [.. model.Features.Select(feature => feature.Source).Distinct()];
        _sourceOf = [.. model.Features.Select(feature => Array.IndexOf(_sources, feature.Source))];
        _texts = model.Reasons ?? new();
        _isHidden = Array.ConvertAll(_sources, source => _texts.Hidden.Contains(source));
        _inputsOf = Array.ConvertAll(_sources, InputsOf);
    }

    public IReadOnlyList<string> Sources => _sources;

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
        Span<double> bySource = _sources.Length <= StackCount ? stackalloc double[_sources.Length] : new double[_sources.Length];
        Contribute(features, byFeature, bySource);
        Span<int> order = _sources.Length <= StackCount ? stackalloc int[_sources.Length] : new int[_sources.Length];
        Span<double> largestFirst = _sources.Length <= StackCount ? stackalloc double[_sources.Length] : new double[_sources.Length];
        double margin = _explainer.Expected;
        for (int source = 0; source < order.Length; source++)
        {
            margin += bySource[source];
            (order[source], largestFirst[source]) = (source, -Math.Abs(bySource[source]));
        }

        largestFirst.Sort(order);
        var contributions = new InputContribution[_sources.Length];
        var reasons = new List<Reason>(Math.Min(top, order.Length));
        for (int i = 0; i < order.Length; i++)
        {
            int source = order[i];
            contributions[i] = new(_sources[source], bySource[source]);
            if (reasons.Count < top && bySource[source] > 0 && !_isHidden[source]) reasons.Add(ReasonOf(block, row, source, bySource[source]));
        }

        return new(probability, margin, _explainer.Expected, reasons, contributions);
    }

    private Reason ReasonOf(RowBlock block, int row, int source, double contribution)
    {
        string? value = ValueOf(block, row, _inputsOf[source]);
        return new(_sources[source], value, contribution, _texts.Of(_sources[source], value));
    }

    private SchemaColumn[] InputsOf(string source)
    {
        SchemaColumn[] same = [.. _model.Inputs.Where(input => input.Name == source)];
        return same.Length > 0 ? same : [.. source.Split('+').SelectMany(name => _model.Inputs.Where(input => input.Name == name))];
    }

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
                return float.IsNaN(number) ? null : number.ToString(CultureInfo.InvariantCulture);
            case ColumnKind.Text:
                int code = block.Codes(input.Slot)[row];
                return code >= 0 ? input.Texts![code] : code == TextDictionary.Missing ? null : "a value that training did not see";
            default:
                long microseconds = block.Timestamps(input.Slot)[row];
                return microseconds == TimestampColumn.Missing
                    ? null
                    : DateTime.UnixEpoch.AddMicroseconds(microseconds).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        }
    }
}
