namespace FraudMl.Pipelines;

/// <summary>What a step will do to the columns.</summary>
/// <param name="Name">The step.</param>
/// <param name="ExportProblem">Why it can't be written as ONNX; null when it can.</param>
/// <param name="ColumnsIn">The columns that stand before it.</param>
/// <param name="ColumnsOut">The columns that stand after it.</param>
/// <param name="DependsOnData">Whether the training rows decide about columns, so that the names here are examples.</param>
public sealed record StepCheck(string Name, string? ExportProblem, IReadOnlyList<string> ColumnsIn, IReadOnlyList<string> ColumnsOut,
    bool DependsOnData)
    : PartCheck(Name, ExportProblem)
{
    /// <value>The columns whose values it reads, to learn or to compute; the label is not among them.</value>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <value>The columns that it adds.</value>
    public IEnumerable<string> Adds => ColumnsOut.Except(ColumnsIn);

    /// <value>The columns that it ends.</value>
    public IEnumerable<string> Ends => ColumnsIn.Except(ColumnsOut);

    /// <summary>Returns what the step adds and ends.</summary>
    public override string ToString() =>
        $"{Name}: {(ExportProblem is null ? "" : $"{ExportProblem}; ")}adds [{string.Join(", ", Adds)}], ends [{string.Join(", ", Ends)}]";
}
