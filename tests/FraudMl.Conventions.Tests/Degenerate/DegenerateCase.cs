namespace FraudMl.Conventions.Tests.Degenerate;

/// <summary>Rows that tell little or nothing, as real data has them.</summary>
/// <param name="Name">What is wrong with them.</param>
/// <param name="Data">Numbers F and G, texts T, times D, the label and, in some, weights W.</param>
/// <param name="Column">The column at fault, which a refusal names; null where it is none.</param>
internal sealed record DegenerateCase(string Name, Dataset Data, string? Column)
{
    private const int RowCount = 300;

    /// <value>Whether a learner can tell frauds from the others; where not, each row has the share of frauds.</value>
    public bool Tells { get; init; } = true;

    /// <value>
    /// Whether single values, or too few rows, are what is wrong, which only fitting can say: invented rows are as many and as good as they
    /// need to be.
    /// </value>
    public bool IsOfCounts { get; init; }

    public static IReadOnlyList<DegenerateCase> All { get; } =
    [
        new("nothing", Rows(), null),
        new("a constant number", Rows(f: _ => 5), "F"),
        new("a number that differs in one row", Rows(f: row => row == 7 ? 1 : 0), "F"),
        new("a number of two values", Rows(f: row => row % 20 < 5 ? 1 : 0), "F"),
        new("a huge constant", Rows(f: _ => 3e38f), "F"),
        new("a tiny constant", Rows(f: _ => 1e-40f), "F"),
        new("two huge values", Rows(f: row => row % 20 < 5 ? 1e30f : -1e30f), "F"),
        new("an infinite value", Rows(f: row => row == 7 ? float.PositiveInfinity : row % 11), "F") { IsOfCounts = true },
        new("an empty number", Rows(f: _ => float.NaN), "F"),
        new("columns all constant", Rows(f: _ => 5, g: _ => 1e9f, t: _ => "a", d: _ => 1_600_000_000_000_000), null) { Tells = false },
        new("columns all empty", Rows(f: _ => float.NaN, g: _ => float.NaN, t: _ => null, d: _ => TimestampColumn.Missing), null)
        {
            Tells = false,
        },
        new("one category", Rows(t: _ => "a"), "T"),
        new("no text", Rows(t: _ => null), "T"),
        new("one time", Rows(d: _ => 1_600_000_000_000_000), "D"),
        new("no time", Rows(d: _ => TimestampColumn.Missing), "D"),
        new("copies of two rows", Rows(f: row => row % 20 < 5 ? 1 : 0, g: _ => 1), null),
        new("weights of zero", Weighted(_ => 0), "W"),
        new("frauds of weight zero", Weighted(row => row % 10 == 0 ? 0 : 1), "W"),
        new("one legitimate row that weighs", Weighted(row => row % 10 == 0 || row == 1 ? 1 : 0), null) { IsOfCounts = true },
        new("twenty rows", Rows(rowCount: 20, rowsPerFraud: 4), null) { IsOfCounts = true },
        new("one fraud", Rows(rowsPerFraud: RowCount), null) { IsOfCounts = true },
        new("two rows", Rows(rowCount: 2, rowsPerFraud: 2), null) { IsOfCounts = true },
    ];

    public double FraudShare
    {
        get
        {
            bool[] labels = Data.Labels.ToArray();
            double[] weights = Data.Weights.IsEmpty ? [.. labels.Select(_ => 1.0)]
                : [.. Data.Weights.ToArray().Select(weight => (double)weight)];
            return weights.Where((_, row) => labels[row]).Sum() / weights.Sum();
        }
    }

    private static Dataset Weighted(Func<int, float> weight)
    {
        Dataset rows = Rows();
        return new Dataset([.. rows.Columns,
            new NumberColumn("W", [.. Enumerable.Range(0, rows.RowCount).Select(weight)], ColumnRoles.Weight)]);
    }

    private static Dataset Rows(
        Func<int, float>? f = null,
        Func<int, float>? g = null,
        Func<int, string?>? t = null,
        Func<int, long>? d = null,
        int rowCount = RowCount,
        int rowsPerFraud = 10)
    {
        var random = new Random(1);
        float[] good = [.. Enumerable.Range(0, rowCount).Select(row => random.NextSingle() + (row % rowsPerFraud == 0 ? 0.5f : 0))];
        float[] noise = [.. Enumerable.Range(0, rowCount).Select(_ => 1 + random.NextSingle())];
        string?[] texts = [.. Enumerable.Range(0, rowCount).Select(row => t is null ? $"text {row * 7 % 3}" : t(row))];
        string[] known = [.. texts.OfType<string>().Distinct()];
        return new Dataset(
        [
            new NumberColumn("F", f is null ? noise : [.. Enumerable.Range(0, rowCount).Select(f)]),
            new NumberColumn("G", g is null ? good : [.. Enumerable.Range(0, rowCount).Select(g)]),
            new TextColumn("T", [.. texts.Select(text => text is null ? TextDictionary.Missing : Array.IndexOf(known, text))],
                new TextDictionary(known)),
            new TimestampColumn("D",
                [.. Enumerable.Range(0, rowCount).Select(d ?? (row => 1_600_000_000_000_000 + (row * 3_700_000_000L)))],
                ColumnRoles.Timestamp | ColumnRoles.Feature),
            new NumberColumn("Class", [.. Enumerable.Range(0, rowCount).Select(row => row % rowsPerFraud == 0 ? 1f : 0)],
                ColumnRoles.Label),
        ]);
    }
}
