namespace FraudMl;

/// <summary>Pipelines and models for people, one part a line.</summary>
internal static class PipelineText
{
    private const int MostInputs = 20;

    public static string Of(FraudPipeline pipeline)
    {
        IEnumerable<string> lines = [pipeline.Name, .. pipeline.Steps.Select(PartText.Of)];
        if (pipeline.Resampler is { } resampler) lines = lines.Append($"resample: {PartText.Of(resampler)}");
        lines = lines.Append($"train: {PartText.Of(pipeline.Trainer)}");
        if (pipeline.Calibrator is { } calibrator) lines = lines.Append($"calibrate: {PartText.Of(calibrator)}");
        if (pipeline.Decision is { } decision) lines = lines.Append($"decide: {PartText.Of(decision)}");
        return string.Join("\n  ", lines);
    }

    public static string Of(FraudModel model)
    {
        string[] inputs = [.. model.Inputs.Select(input => $"{input.Name} ({input.Kind})")];
        IEnumerable<string> lines =
        [
            FormattableString.Invariant($"{model.Pipeline}: {inputs.Length} inputs, {model.Features.Count} features"),
            $"inputs: {RecordText.List(inputs, MostInputs)}",
            .. model.Steps.Select(FittedStepText.Of),
            $"score: {model.Scorer}",
            $"calibrate: {model.Calibrator}",
        ];
        if (model.Decision is { } decision) lines = lines.Append($"decide: {decision}");
        return string.Join("\n  ", lines.Concat(model.Windows.Select(windows => $"windows of {windows}")));
    }
}
