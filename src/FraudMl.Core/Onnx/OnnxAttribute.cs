namespace FraudMl.Onnx;

/// <summary>An attribute of an ONNX node.</summary>
/// <param name="Name">The attribute's name in the operator's specification.</param>
/// <param name="Value">A float, long or string, or an array of one of them.</param>
public sealed record OnnxAttribute(string Name, object Value);
