using System.Globalization;

namespace FraudMl;

[DefinedAs("Bin")]
internal sealed class BinStep(Columns columns, BinOptions options) : IFeatureStep
{
    public string Name => $"Bin({columns}, {options.By})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public bool ChoosesColumns => options.OneHot && options.By != BinStrategy.Edges;

    public IFeatureStep With(ValidatedOptions other) => new BinStep(columns, other.As<BinOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = NewColumns.Numbers(rows, columns, Name);
        float[][] edges = [.. inputs.Select(input => Float32.RoundUp(Edges(rows, input)))];

        // Edges that a float holds as one have no number between them: a bin's number counts all of them, and an empty bin needs no
        // indicator.
        if (options.OneHot) edges = Array.ConvertAll(edges, column => column.Distinct().ToArray());
        string[] removes = options.OneHot ? [.. inputs.Select(input => input.Name)] : [];
        return new FittedBin(NewColumns.Slots(inputs), options.OneHot ? Indicators(rows.Schema, inputs, edges)
            : Ordinals(rows.Schema, inputs, edges), removes, edges);
    }

    private double[] Edges(TrainingRows rows, SchemaColumn input) => options.By switch
    {
        BinStrategy.Edges => [.. options.Edges],
        BinStrategy.Tree => Tree(rows, input),
        BinStrategy.Width => Interior(BinEdgesOf.Width(NumberValues.Sorted(rows.Numbers(input)), options.BinCount)),
        _ => Interior(BinEdgesOf.Quantile(NumberValues.Sorted(rows.Numbers(input)), options.BinCount)),
    };

    private double[] Tree(TrainingRows rows, SchemaColumn input)
    {
        ReadOnlySpan<float> values = rows.Numbers(input);
        var (frauds, others) = (new List<float>(), new List<float>(values.Length));
        for (int row = 0; row < values.Length; row++) (rows.Labels.Span[row] ? frauds : others).Add(values[row]);
        int minimumCount = Math.Max(1, Shares.Ceiling(options.MinimumBinRatio, values.Length));
        return TreeEdges.Of(NumberValues.Sorted(frauds.ToArray()), NumberValues.Sorted(others.ToArray()), options.BinCount, minimumCount);
    }

    private static double[] Interior(double[] edges) => edges.Length > 2 ? edges[1..^1] : [];

    private static SchemaColumn[] Ordinals(RowSchema schema, IReadOnlyList<SchemaColumn> inputs, float[][] edges) =>
        [.. NewColumns.Replacing(schema, inputs).Select((column, i) => column with
        {
            Feature = column.Feature with { Kind = FeatureKind.Ordinal, Minimum = 0, Maximum = edges[i].Length, OneHotGroup = null },
        })];

    private static SchemaColumn[] Indicators(RowSchema schema, IReadOnlyList<SchemaColumn> inputs, float[][] edges)
    {
        int slot = schema.SlotCount(ColumnKind.Number);
        var names = new FreeNames(schema);
        return [.. inputs.SelectMany((input, i) => Enumerable.Range(0, edges[i].Length + 1).Select(bin => new SchemaColumn(
            ColumnKind.Number, slot++, new FeatureColumn(names.Give($"{input.Name}={Text(edges[i], bin)}"), input.Feature.Sources)
            {
                OneHotGroup = input.Name, Kind = FeatureKind.Indicator, Minimum = 0, Maximum = 1,
            })))];
    }

    private static string Text(float[] edges, int bin)
    {
        string low = bin == 0 ? "(-inf" : string.Create(CultureInfo.InvariantCulture, $"[{edges[bin - 1]}");
        return bin == edges.Length ? $"{low}, inf)" : string.Create(CultureInfo.InvariantCulture, $"{low}, {edges[bin]})");
    }
}
