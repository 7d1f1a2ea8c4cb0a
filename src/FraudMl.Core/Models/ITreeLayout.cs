namespace FraudMl;

/// <summary>Trees laid out for scoring; a row alone and a row among others get the same bits.</summary>
internal interface ITreeLayout
{
    /// <summary>Adds the leaf values of each row to its margin.</summary>
    void AddTo(Span<double> margins, ReadOnlySpan<float> rows);
}
