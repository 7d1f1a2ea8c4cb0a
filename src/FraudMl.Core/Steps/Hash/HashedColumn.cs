using System.Text;

namespace FraudMl;

/// <summary>The signed buckets of a text column.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Input">The slot read.</param>
/// <param name="Texts">The model's dictionary of the column.</param>
/// <param name="Buckets">For each code, the bucket from 1, negative where −1 is added; 0 for a text that no training row had.</param>
internal sealed record HashedColumn(string Column, int Input, IReadOnlyList<string> Texts, int[] Buckets)
{
    public static HashedColumn Of(TextCategories categories, int bucketCount)
    {
        SchemaColumn column = categories.Column;
        int[] buckets = [.. Enumerable.Range(0, categories.Missing).Select(category =>
            categories.Counts[category] > 0 ? Bucket($"{column.Name}={column.Texts![category]}", bucketCount) : 0)];
        return new HashedColumn(column.Name, column.Slot, column.Texts!, buckets);
    }

    public void Check(RowSchema before, int bucketCount)
    {
        const string Part = "a hashing step";
        int textCount = before.TextCount(Input, Part);
        Damaged.Unless(Buckets is not null && Buckets.Length >= textCount, Part, "misses the bucket of a text");
        Damaged.Unless(Damaged.All(Texts, Part, "texts").Count >= Buckets!.Length, Part, "misses the text of a bucket");
        foreach (int bucket in Buckets) Damaged.Unless(bucket >= -bucketCount && bucket <= bucketCount, Part,
            "names a bucket that is not there");
    }

    /// <summary>Returns the signed bucket of a token, as scikit-learn's <c>FeatureHasher</c> takes it from the hash.</summary>
    public static int Bucket(string token, int bucketCount)
    {
        int hash = unchecked((int)MurmurHash3.Of(Encoding.UTF8.GetBytes(token)));
        int bucket = (int)(Math.Abs((long)hash) % bucketCount) + 1;
        return hash >= 0 ? bucket : -bucket;
    }
}
