using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>What the features of a fold follow from, beside the seed. Steps are told apart by reference: two trials of one pipeline share
/// those that neither of them changes.</summary>
internal sealed class FeatureKey(
    Dataset data, IFolds inner, IReadOnlyList<IFeatureStep> steps, Fold split, int[] heldRows) : IEquatable<FeatureKey>
{
    private readonly Dataset _data = data;
    private readonly IFolds _inner = inner;
    private readonly IReadOnlyList<IFeatureStep> _steps = steps;
    private readonly Fold _split = split;
    private readonly int[] _heldRows = heldRows;

    /// <value>The bytes that it holds on to.</value>
    public long Bytes => sizeof(int) * ((long)_split.TrainingRows.Length + _split.ValidationRows.Length + _heldRows.Length);

    public bool Equals(FeatureKey? other) => other is not null
        && ReferenceEquals(_data, other._data) && ReferenceEquals(_inner, other._inner)
        && _steps.SequenceEqual(other._steps, ReferenceEqualityComparer.Instance) && _heldRows.AsSpan().SequenceEqual(other._heldRows)
        && _split.TrainingRows.AsSpan().SequenceEqual(other._split.TrainingRows)
        && _split.ValidationRows.AsSpan().SequenceEqual(other._split.ValidationRows);

    public override bool Equals(object? other) => Equals(other as FeatureKey);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(RuntimeHelpers.GetHashCode(_data));
        foreach (IFeatureStep step in _steps) hash.Add(RuntimeHelpers.GetHashCode(step));
        foreach (int[] rows in (int[][])[_split.ValidationRows, _heldRows])
        {
            foreach (int row in rows.AsSpan(0, Math.Min(rows.Length, 8))) hash.Add(row);
        }

        return hash.ToHashCode();
    }
}
