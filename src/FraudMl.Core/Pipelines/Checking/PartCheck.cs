namespace FraudMl.Pipelines;

/// <summary>What a part of a pipeline will do.</summary>
/// <param name="Name">The step, learner, calibrator or decision.</param>
/// <param name="ExportProblem">Why it can't be written as ONNX; null when it can.</param>
public record PartCheck(string Name, string? ExportProblem);
