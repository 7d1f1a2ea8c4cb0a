namespace FraudMl.Onnx;

/// <summary>Says which part of a pipeline can't be written as ONNX, and why.</summary>
/// <param name="part">The step or model.</param>
/// <param name="reason">Why it can't, and what to do.</param>
public sealed class OnnxExportException(string part, string reason) : FraudMlException($"{part} can't be exported to ONNX: {reason}")
{
    /// <value>The step or model.</value>
    public string Part { get; } = part;

    /// <value>Why it can't.</value>
    public string Reason { get; } = reason;
}
