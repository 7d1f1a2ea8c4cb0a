using System.Text.Json.Serialization;

namespace FraudMl.Data;

/// <summary>Where a dataset was read from, and what was done with its rows since.</summary>
/// <param name="Changes">What was done, in order.</param>
internal abstract record DatasetOrigin(IReadOnlyList<DatasetChange> Changes)
{
    /// <summary>Returns the origin of what a change makes.</summary>
    public DatasetOrigin Then(DatasetChange change) => this with { Changes = [.. Changes, change] };
}

/// <summary>What was done with the rows of a dataset after they were read: windows that were added, a side of a split.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "change")]
[JsonDerivedType(typeof(WindowsAdded), "windows")]
[JsonDerivedType(typeof(TimeSplit), "split-by-time")]
[JsonDerivedType(typeof(StratifiedSplit), "split-stratified")]
[JsonDerivedType(typeof(EntitySplit), "split-by-entity")]
public abstract record DatasetChange
{
    private protected DatasetChange()
    {
    }
}

/// <summary><c>WithWindows</c> added velocity features.</summary>
/// <param name="Windows">The features.</param>
public sealed record WindowsAdded(IReadOnlyList<EntityWindows> Windows) : DatasetChange
{
    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}

/// <summary>A side of <c>SplitByTime</c>.</summary>
/// <param name="TestShare">The test set's share.</param>
/// <param name="Gap">The gap.</param>
/// <param name="IsTest">Whether it is the test set.</param>
public sealed record TimeSplit(double TestShare, TimeSpan Gap, bool IsTest) : DatasetChange;

/// <summary>A side of <c>SplitStratified</c>.</summary>
/// <param name="TestShare">The test set's share.</param>
/// <param name="Seed">The seed.</param>
/// <param name="IsTest">Whether it is the test set.</param>
public sealed record StratifiedSplit(double TestShare, int Seed, bool IsTest) : DatasetChange;

/// <summary>A side of <c>SplitByEntity</c>.</summary>
/// <param name="Key">The entity key.</param>
/// <param name="TestShare">The test set's share.</param>
/// <param name="Seed">The seed.</param>
/// <param name="IsTest">Whether it is the test set.</param>
public sealed record EntitySplit(string Key, double TestShare, int Seed, bool IsTest) : DatasetChange;
