namespace FraudMl.Resampling;

/// <summary>Training rows after resampling, with the origin of each row and the change of the class ratio.</summary>
/// <param name="Data">The rows to train on; surviving rows first, in their order.</param>
/// <param name="Origins">The origin of each row.</param>
/// <param name="Shift">How the class ratio changed.</param>
/// <param name="Method">The method's name.</param>
/// <param name="Seed">The seed that was used.</param>
public sealed record ResampledRows(TrainingData Data, ReadOnlyMemory<RowOrigin> Origins, PriorShift Shift, string Method, int Seed)
{
    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
