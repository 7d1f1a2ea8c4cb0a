using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Adds ±1 to the column that a category's hash names.</summary>
/// <param name="Encoder">The step's name, for people.</param>
/// <param name="Columns">The text columns.</param>
/// <param name="Adds">The columns written, one per bucket.</param>
/// <param name="KeepInput">Whether the texts stay.</param>
[StoredAs("hash")]
internal sealed record FittedHash(string Encoder, IReadOnlyList<HashedColumn> Columns, IReadOnlyList<SchemaColumn> Adds, bool KeepInput)
    : IFittedStep, ICheckedStep
{
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Removes { get; } = [.. Damaged.All(Columns, "a hashing step", "columns").Where(_ => !KeepInput)
        .Select(column => column.Column)];

    [System.Text.Json.Serialization.JsonIgnore]
    public HashCollisions Collisions
    {
        get
        {
            int[] sizes = [.. Columns.SelectMany(column => column.Buckets).Where(bucket => bucket != 0).CountBy(Math.Abs)
                .Select(bucket => bucket.Value)];
            return new HashCollisions(Encoder, sizes.Sum(), Adds.Count, sizes.Length, sizes.Where(size => size > 1).Sum(),
                sizes.DefaultIfEmpty().Max());
        }
    }

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Adds.Count; i++) block.Numbers(Adds[i].Slot).Clear();
        for (int i = 0; i < Columns.Count; i++)
        {
            HashedColumn column = Columns[i];
            ReadOnlySpan<int> codes = block.Codes(column.Input)[..block.RowCount];
            for (int row = 0; row < codes.Length; row++)
            {
                int bucket = codes[row] >= 0 ? column.Buckets[codes[row]] : 0;
                if (bucket != 0) block.Numbers(Adds[Math.Abs(bucket) - 1].Slot)[row] += Math.Sign(bucket);
            }
        }
    }

    void ICheckedStep.Check(RowSchema before)
    {
        foreach (HashedColumn column in Columns) column.Check(before, Adds?.Count ?? 0);
    }

    public void Export(OnnxGraph graph)
    {
        string sum = "";
        foreach (HashedColumn column in Columns)
        {
            string signs = Signs(graph, column);
            sum = sum.Length == 0 ? signs : graph.Node("Add", [sum, signs]);
        }

        string[] buckets = graph.Nodes("Split", "", [sum, graph.Integers(Adds.Select(_ => 1L), Adds.Count)], Adds.Count,
            new OnnxAttribute("axis", 1L));
        for (int i = 0; i < buckets.Length; i++) graph.Define(Adds[i], buckets[i]);
    }

    // [N, buckets]: +1 where the row's bucket stands, −1 where its negative does.
    private string Signs(OnnxGraph graph, HashedColumn column)
    {
        int[] codes = [.. Enumerable.Range(0, column.Buckets.Length).Where(
            code => column.Texts[code].Length > 0 && column.Buckets[code] != 0)];
        string bucket = graph.MlNode(
            "LabelEncoder",
            [graph.Column(ColumnKind.Text, column.Input)],
            new OnnxAttribute("keys_strings", (string[])[.. codes.Select(code => column.Texts[code]), ""]),
            new OnnxAttribute("values_int64s", (long[])[.. codes.Select(code => (long)column.Buckets[code]), 0]),
            new OnnxAttribute("default_int64", 0L));
        IEnumerable<long> numbers = Enumerable.Range(1, Adds.Count).Select(number => (long)number);
        return graph.Node("Sub", [Stands(graph, bucket, numbers), Stands(graph, bucket, numbers.Select(number => -number))]);
    }

    private string Stands(OnnxGraph graph, string bucket, IEnumerable<long> numbers) =>
        graph.Cast(graph.Node("Equal", [bucket, graph.Integers(numbers, 1, Adds.Count)]), OnnxElement.Float);

    public override string ToString() => FittedStepText.Of(this);
}
